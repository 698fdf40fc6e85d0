using System.Diagnostics;
using Serilog.Core;
using Serilog.Events;

namespace Storefront.Web.Hosting.Logging;

/// <summary>
/// The number that ties lines of the log to each other and to the error page a shopper quotes: the trace of the request, or,
/// where nothing was asked from outside, this run of the program.
/// </summary>
internal sealed class Correlation : ILogEventEnricher
{
    private static readonly string ThisRun = ActivityTraceId.CreateRandom().ToHexString();
    private static readonly LogEventProperty ThisRunProperty = new("CorrelationId", new ScalarValue(ThisRun));

    public static string Current => Activity.Current?.TraceId.ToHexString() ?? ThisRun;

    // A scope that names a correlation ID of its own, as an order's does, comes first.
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) =>
        logEvent.AddPropertyIfAbsent(Activity.Current is { } activity
            ? new LogEventProperty("CorrelationId", new ScalarValue(activity.TraceId.ToHexString()))
            : ThisRunProperty);
}
