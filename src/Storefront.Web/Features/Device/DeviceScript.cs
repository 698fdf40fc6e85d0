using Microsoft.Extensions.Options;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Device;

/// <summary>Whether a shopper's browser is looked at, and under which session (docs/contract/events.md section 9).</summary>
internal sealed class DeviceScript(IOptions<DeviceOptions> options, FraudConnection connection)
{
    public bool IsOn => options.Value.Enabled && connection.Enabled;

    /// <summary>True: only whoever ticked the box is looked at.</summary>
    public bool AsksFirst => IsOn && options.Value.AskFirst;

    /// <summary>Where the script is for this checkout; null where there is to be none.</summary>
    public string? AddressFor(CheckoutSession checkout) => Allows(checkout)
        ? $"/mdt.js?session_id={SessionOf(checkout.Id)}&instanceId={Uri.EscapeDataString(connection.Options.EnvironmentId is { Length: > 0 } environment ? environment : "default")}"
        : null;

    public bool Allows(CheckoutSession checkout) => IsOn && (checkout.DeviceAllowed || !options.Value.AskFirst);

    /// <summary>The session as script and events name it: one for all attempts of a checkout.</summary>
    public static string SessionOf(Guid checkout) => checkout.ToString("N");
}
