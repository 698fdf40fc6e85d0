using Serilog;
using Storefront.Bank;
using Storefront.FraudServer;

namespace Storefront.Web.Hosting;

/// <summary>
/// The Fraud Protection service and the pretend bank, started inside the shop's process where the settings say so. Beyond
/// these two calls the shop uses nothing of either: it talks to them over HTTP like anybody else.
/// </summary>
internal sealed class EmbeddedServices : IAsyncDisposable
{
    private readonly Task<WebApplication>? fraudServer;
    private readonly Task<WebApplication>? bank;

    /// <summary>Starts them at once, beside whatever the caller does next.</summary>
    public EmbeddedServices(WebApplicationBuilder builder, Serilog.ILogger log)
    {
        var environment = builder.Environment.EnvironmentName;
        var directory = ProgramFolder.DataDirectory(builder.Configuration);
        // A copy: they read it on threads of their own while the shop is still adding to its settings.
        var settings = new ConfigurationBuilder().AddInMemoryCollection(builder.Configuration.AsEnumerable()).Build();
        if (Wanted(builder, "FraudServer"))
        {
            var folder = Path.Combine(directory, "fraud-server");
            builder.Configuration["FraudProtection:TrustedCertificateFile"] ??= Path.Combine(folder, "certificate.pem"); // it makes its own
            fraudServer = Task.Run(() => FraudServerHost.StartEmbeddedAsync(settings, environment, folder, Log, CancellationToken.None));
        }

        if (Wanted(builder, "Bank"))
            bank = Task.Run(() => BankHost.StartEmbeddedAsync(settings, environment, Path.Combine(directory, "bank"), Log, CancellationToken.None));

        void Log(ILoggingBuilder logging) => logging.AddSerilog(log);
    }

    public IEnumerable<string> FraudServerUrls => fraudServer?.Result.Urls ?? [];

    public IEnumerable<string> BankUrls => bank?.Result.Urls ?? [];

    private IEnumerable<Task<WebApplication>> Starting => new[] { fraudServer, bank }.OfType<Task<WebApplication>>();

    public async Task StartedAsync()
    {
        try
        {
            await Task.WhenAll(Starting);
        }
        catch (InvalidOperationException e) // what both throw with one line for the operator
        {
            throw new StartRefusedException(e.Message, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var start in Starting)
        {
            await start.ContinueWith(_ => { }, TaskScheduler.Default);
            if (start.IsCompletedSuccessfully)
            {
                await start.Result.StopAsync();
                await start.Result.DisposeAsync();
            }
        }
    }

    // Outside Development the settings are refused before this matters.
    private static bool Wanted(WebApplicationBuilder builder, string program) =>
        builder.Environment.IsDevelopment() && !string.Equals(builder.Configuration[$"EmbeddedServices:{program}"], "false", StringComparison.OrdinalIgnoreCase);
}
