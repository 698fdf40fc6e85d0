using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Device;

/// <summary>The script of Fraud Protection that tells what kind of browser a shopper has. The service must have it switched on too.</summary>
internal sealed class DeviceOptions : ISettings
{
    public static string Section => "DeviceFingerprinting";

    /// <summary>Puts the script on the review page, under the shop's own address. Off until the privacy page of your country's law says so.</summary>
    public bool Enabled { get; set; }

    /// <summary>Asks the shopper on the delivery page, and does nothing without a yes. Off where the law asks for a notice alone.</summary>
    public bool AskFirst { get; set; } = true;

    public IEnumerable<string> Problems(bool development) => [];
}
