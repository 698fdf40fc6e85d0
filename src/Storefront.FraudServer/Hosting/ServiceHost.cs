using Microsoft.AspNetCore.DataProtection;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Configuration;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Fingerprinting;
using Storefront.FraudServer.Import;
using Storefront.FraudServer.Monitoring;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.OpenApi;
using Storefront.FraudServer.Portal;
using Storefront.FraudServer.Portal.Access;
using Storefront.FraudServer.Portal.Activity;
using Storefront.FraudServer.Portal.Api;
using Storefront.FraudServer.Portal.Cases;
using Storefront.FraudServer.Portal.Customers;
using Storefront.FraudServer.Portal.DataSubjects;
using Storefront.FraudServer.Portal.Lists;
using Storefront.FraudServer.Portal.Migration;
using Storefront.FraudServer.Portal.Monitors;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Portal.Replay;
using Storefront.FraudServer.Portal.Report;
using Storefront.FraudServer.Portal.Rules;
using Storefront.FraudServer.Portal.Search;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Received;
using Storefront.FraudServer.Reporting;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Retention;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Tokens;
using Storefront.FraudServer.Webhooks;
using Storefront.FraudServer.Tracing;

namespace Storefront.FraudServer.Hosting;

/// <summary>The whole wiring. It starts from an empty builder: nothing of the program around it is inherited.</summary>
internal static class ServiceHost
{
    public static WebApplication Build(Surroundings surroundings)
    {
        var settings = SettingsCheck.Read(surroundings.Configuration, surroundings.Environment, surroundings.Urls);
        MakeFolder(surroundings.Directory);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ServiceHost).Assembly.GetName().Name,
            ContentRootPath = surroundings.Directory,
            EnvironmentName = surroundings.Environment,
        });
        builder.Logging.ClearProviders();
        surroundings.Logging(builder.Logging);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // a failed start is told by whoever started it, in one line

        var development = builder.Environment.IsDevelopment();
        var database = Databases.Of(settings.Database, surroundings.Directory);
        PrepareDatabase(database, development);
        if (settings.RulesFile is null)
            RuleVersions.Seed(database, surroundings.Time);
        AddServices(builder.Services, surroundings, settings, database, development);

        WebApplication? app = null;
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            Listeners.Listen(kestrel, settings.Urls, () => app!.Services.GetRequiredService<ServerCertificate>()));
        app = builder.Build();
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, Surroundings surroundings, FraudServerSettings settings, Database database, bool development)
    {
        var (directory, time) = (surroundings.Directory, surroundings.Time);
        services.AddRoutingCore();
        if (!surroundings.OwnsProcess)
            services.AddSingleton<IHostLifetime, OwnersLifetime>();

        services.AddSingleton(settings);
        services.AddSingleton(time);
        services.AddSingleton<Telemetry>();
        services.AddTelemetryExport(settings.OtlpEndpoint);
        services.AddSingleton(_ => new ServerCertificate(directory, time));

        services.AddSingleton(_ => database); // made here, so that it is closed with the rest
        services.AddSingleton<Writer>();
        services.AddSingleton<ReceivedLog>();
        services.AddSingleton<Standing>();
        services.AddSingleton<StoredVelocities>();
        services.AddSingleton<EventStore>();
        services.AddSingleton<UsedAssertions>();

        services.AddSingleton(new Credentials(settings, development));
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<Issuer>();
        services.AddSingleton<OwnAddresses>();
        services.AddSingleton<SecretCheck>();
        services.AddSingleton<ClientAssertion>();
        services.AddSingleton<FailedRequests>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<AccessTokenCheck>();
        services.AddSingleton<TokenEndpoint>();

        services.AddSingleton(surroundings);
        services.AddSingleton<ListFolder>();
        services.AddHostedService<ListWatch>();
        services.AddSingleton<HttpCaller>();
        services.AddSingleton<OperatorTables>();
        services.AddHostedService<TableWatch>();
        services.AddSingleton<DeviceSessions>();
        services.AddSingleton<RuleVersions>();
        services.AddSingleton<RuleCompiler>();
        services.AddSingleton<ActiveRules>();
        services.AddSingleton<Turnstile>();
        services.AddSingleton<Backfill>();
        services.AddSingleton<Publisher>();
        services.AddHostedService<RuleWatch>();
        services.AddSingleton<CustomAssessments>();
        services.AddSingleton<Counting>();
        services.AddSingleton<CaseQueues>();
        services.AddSingleton<Decisions>();
        services.AddSingleton<MerchantEnvironments>();
        services.AddSingleton<RateLimit>();
        services.AddSingleton<EventEndpoint>();
        services.AddSingleton<ReceivedPages>();
        services.AddSingleton<ApiDocument>();
        AddPortal(services, database, directory, development);
        AddDesks(services);
    }

    private static void AddPortal(IServiceCollection services, Database database, string directory, bool development)
    {
        services.AddSession(database, directory, development);
        services.AddSingleton<Users>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<SignInRate>();
        services.AddSingleton<ActivityLog>();
        services.AddSingleton<AccessTables>();
        services.AddSingleton<AccessInForce>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessInForce>());
    }

    private static void AddDesks(IServiceCollection services)
    {
        services.AddSingleton<RuleHits>();
        services.AddSingleton<Trials>();
        services.AddSingleton<RulesDesk>();
        services.AddSingleton<Compatibility>();
        services.AddSingleton<ShadowLog>();
        services.AddSingleton<Shadows>();
        services.AddSingleton<Branches>();
        services.AddSingleton<EventSearch>();
        services.AddSingleton<EventExport>();
        services.AddSingleton<EventNotes>();
        services.AddSingleton<Attention>();
        services.AddSingleton<Aftermath>();
        services.AddSingleton<ReportLog>();
        services.AddSingleton<ReportCounter>();
        services.AddHostedService(provider => provider.GetRequiredService<ReportCounter>());
        services.AddSingleton<EventDesk>();
        services.AddSingleton<CustomerDesk>();
        services.AddSingleton<ListWriter>();
        services.AddSingleton<CustomLists>();
        services.AddSingleton<SupportLists>();
        services.AddSingleton<ListDesk>();
        services.AddSingleton<Replays>();
        services.AddHostedService(provider => provider.GetRequiredService<Replays>());
        AddCases(services);
        AddRetention(services);
    }

    private static void AddCases(IServiceCollection services)
    {
        services.AddSingleton<CaseLog>();
        services.AddSingleton<CaseDecisions>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<CaseTimeOuts>();
        services.AddHostedService(provider => provider.GetRequiredService<CaseTimeOuts>());
        services.AddSingleton<CaseEvents>();
        services.AddSingleton<WebhookLog>();
        services.AddHostedService<WebhookSender>();
        services.AddSingleton<SignedPost>();
        foreach (var (client, timeout) in new (string, Func<FraudServerSettings, int>)[] { (WebhookSender.Client, settings => settings.Webhook.TimeoutSeconds), (TraceSender.Client, settings => settings.Tracing.Webhook.TimeoutSeconds) })
            services.AddHttpClient(client, (provider, http) => http.Timeout = TimeSpan.FromSeconds(timeout(provider.GetRequiredService<FraudServerSettings>())))
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
                .RemoveAllLoggers();
    }

    private static void AddRetention(IServiceCollection services)
    {
        services.AddSingleton<EventImport>();
        services.AddSingleton<ConfigExport>();
        services.AddSingleton<ConfigImport>();
        services.AddSingleton<AccessPlan>();
        services.AddSingleton<RulesPlan>();
        services.AddSingleton<TraceFiles>();
        services.AddSingleton<TraceSource>();
        services.AddSingleton<TraceSender>();
        services.AddHostedService(provider => provider.GetRequiredService<TraceSender>());
        services.AddSingleton<Tracer>();
        services.AddHostedService(provider => provider.GetRequiredService<Tracer>());
        services.AddSingleton<MonitorCounter>();
        services.AddHostedService(provider => provider.GetRequiredService<MonitorCounter>());
        services.AddSingleton<MonitorLog>();
        services.AddSingleton<MonitorDesk>();
        services.AddSingleton<Purge>();
        services.AddHostedService<Sweep>();
        services.AddSingleton<SubjectSearch>();
        services.AddSingleton<SubjectExport>();
        services.AddSingleton<ErasureRequests>();
        services.AddSingleton<FileScrub>();
        services.AddSingleton<Erasure>();
        services.AddSingleton<ErasureQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<ErasureQueue>());
    }

    private static void MakeFolder(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data folder {directory} cannot be made: {e.Message} The setting Storage:Directory moves it, for example Storage__Directory=/var/lib/storefront", e);
        }
    }

    private static void PrepareDatabase(Database database, bool development)
    {
        if (development)
            database.Migrate();
        else
            database.RequireCurrent();
    }

    /// <summary>Makes what must be there before the first call: keys on the first start, compiled rules and open files on every one.</summary>
    public static async Task WarmAsync(IServiceProvider services)
    {
        // Instances that start at once for the first time make one key, not two.
        await services.GetRequiredService<Database>().AloneAsync("keys", wait: true, () => Task.WhenAll(
            Task.Run(services.GetRequiredService<SigningKeys>),
            Task.Run(() => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("start").Protect([1]))));
        await Task.WhenAll(
            Task.Run(services.GetRequiredService<ServerCertificate>),
            Task.Run(services.GetRequiredService<Writer>),
            Task.Run(() => services.GetRequiredService<AccessInForce>().Refresh()),
            Task.Run(services.GetRequiredService<CustomAssessments>),
            Task.Run(services.GetRequiredService<Decisions>));
    }

    private static void Map(WebApplication app)
    {
        app.Use(Correlation.UseAsync);
        app.Use(SecurityHeaders.UseAsync);
        app.Use(Serving.UseAsync);
        app.Use(Failures.UseAsync);
        app.UseRouting();

        TokenEndpoint.Map(app);
        Discovery.Map(app);
        EventEndpoint.Map(app);
        ScriptPages.Map(app);
        ApiDocument.Map(app);
        ReceivedPages.Map(app, app.Environment.IsDevelopment());
        MapPortal(app);
        Health.Map(app);
    }

    private static void MapPortal(WebApplication app)
    {
        app.MapStylesheet();
        app.MapSignIn();
        app.MapPassword();
        app.MapUsers();
        app.MapCredentials();
        app.MapEnvironments();
        app.MapActivity();
        app.MapRules();
        app.MapMigration();
        app.MapShadow();
        app.MapBranches();
        app.MapReplay();
        app.MapSearch();
        app.MapCustomers();
        app.MapMonitors();
        app.MapApi();
        app.MapReport();
        app.MapLists();
        app.MapCases();
        app.MapDeliveries();
        app.MapDataSubjects();
    }

    /// <summary>An embedded host ends when its owner says so, not on a signal the owner is still thinking about.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
