using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Serilog.Extensions.Logging;
using Storefront.Bank.Cards;
using Storefront.Bank.Money;
using Storefront.Bank.Pages;
using Storefront.Bank.Storage;

namespace Storefront.Bank.Hosting;

/// <summary>What a bank needs to start, wherever it runs.</summary>
internal sealed record BankStart(IConfigurationSection Section, string Environment, string Directory, Action<ILoggingBuilder> Logging)
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Listens to the signals that stop a program; inside another program that one decides.</summary>
    public bool OwnsProcess { get; init; }
}

internal static partial class BankApplication
{
    public static async Task<WebApplication> StartAsync(BankStart start, CancellationToken cancellationToken)
    {
        var development = start.Environment == Environments.Development;
        var options = BankOptions.Read(start.Section, development);
        var fingerprints = FingerprintKey.Open(start.Directory);
        var app = Build(start, options, BankDatabase.Open(start.Directory, upgrade: development), fingerprints);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new StartRefusedException($"{e.Message} Another program holds that port of the bank: stop it, or set another with Bank__Urls=http://localhost:PORT.", e);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        foreach (var address in app.Urls)
            Listening(app.Logger, address);

        return app;
    }

    private static WebApplication Build(BankStart start, BankOptions options, BankDatabase database, FingerprintKey fingerprints)
    {
        // Empty: no setting, address or log reaches the bank that is not given to it here.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            EnvironmentName = start.Environment,
            ApplicationName = typeof(BankApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.Listen(options.Urls);
        });
        start.Logging(builder.Logging.ClearProviders());
        Quieten(builder.Logging);

        if (!start.OwnsProcess)
            builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();

        builder.Services.AddSingleton(start.Time);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(_ => database); // made by the container, so it is disposed with it
        builder.Services.AddSingleton(fingerprints);
        builder.Services.AddSingleton<CardStore>();
        builder.Services.AddSingleton<Ledger>();
        builder.Services.AddSingleton<HangingCalls>();
        builder.Services.AddSingleton<MerchantKey>();
        builder.Services.AddRouting();
        builder.Services.AddRazorComponents();
        builder.Services.Configure<FormOptions>(form => form.ValueCountLimit = 20);

        var app = builder.Build();
        _ = app.Services.GetRequiredService<BankDatabase>();
        app.UseSecurityHeaders();
        app.UseMiddleware<RequestLog>();
        app.UseExceptionHandler(failed => failed.Run(context => Message.For(StatusOf(context)).ExecuteAsync(context)));
        app.UseStatusCodePages(page => Message.For(page.HttpContext.Response.StatusCode).ExecuteAsync(page.HttpContext));
        app.UseRouting();
        app.MapCardPages();
        app.MapMerchantApi();
        app.MapLedgerPages();
        app.MapPageAssets();
        return app;
    }

    // A body that is too long or no form is the caller's mistake; all else is the bank's.
    private static int StatusOf(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException => 400,
        _ => 500,
    };

    private static void Quieten(ILoggingBuilder logging)
    {
        // Request lines hold addresses, and those hold session names; the other says what Listening says, but not who.
        foreach (var category in new[] { "Microsoft.AspNetCore", "Microsoft.Hosting.Lifetime" })
        {
            logging.AddFilter(category, LogLevel.Warning);
            logging.AddFilter<SerilogLoggerProvider>(category, LogLevel.Warning); // which has a rule of its own that would win
        }
    }

    [LoggerMessage(LogLevel.Information, "The pretend bank listens on {Address}")]
    private static partial void Listening(ILogger log, string address);

    /// <summary>Leaves Ctrl+C and the like to the program around the bank, which stops it in its own order.</summary>
    private sealed class GuestLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
