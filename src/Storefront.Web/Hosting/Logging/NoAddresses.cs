using Serilog.Core;
using Serilog.Events;

namespace Storefront.Web.Hosting.Logging;

/// <summary>The platform attaches the address of the request to every line; addresses of this shop hold order numbers.</summary>
internal sealed class NoAddresses : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
}
