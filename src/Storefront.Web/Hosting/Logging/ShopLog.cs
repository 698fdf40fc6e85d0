using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Storefront.Web.Hosting.Logging;

/// <summary>
/// The log: lines for people in Development, lines of JSON elsewhere, a correlation ID on every one. The section Serilog of
/// the configuration changes levels and adds sinks, for example a file.
/// </summary>
internal static class ShopLog
{
    private const string Human = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj} ({CorrelationId}){NewLine}{Exception}";

    public static Logger Create(IConfiguration configuration, bool development)
    {
        var log = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error) // the keys stand in our own folder, readable by us alone
            .Enrich.FromLogContext()
            .Enrich.With<Correlation>()
            .Enrich.With<NoAddresses>();
        log = development
            ? log.WriteTo.Console(outputTemplate: Human, formatProvider: CultureInfo.InvariantCulture)
            : log.WriteTo.Console(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture));
        if (configuration.GetSection("Serilog").Exists())
            log.ReadFrom.Configuration(configuration);
        return log.CreateLogger();
    }
}
