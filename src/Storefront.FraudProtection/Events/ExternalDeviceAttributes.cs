using System.Text.Json.Serialization;

namespace Storefront.FraudProtection.Events;

/// <summary>Data about the device that the merchant collected itself.</summary>
/// <remarks>Wire: events.md section 4.9.</remarks>
public sealed record ExternalDeviceAttributes : EventPart
{
    /// <summary>Signature of the HTTP request.</summary>
    public string? HttpSignature { get; init; }

    /// <summary>User agent header.</summary>
    public string? HttpUserAgent { get; init; }

    /// <summary>Headers of the browser.</summary>
    public string? BrowserHeader { get; init; }

    /// <summary>Resolution of the browser window.</summary>
    public string? BrowserResolution { get; init; }

    /// <summary>Language of the browser.</summary>
    public string? BrowserLanguage { get; init; }

    /// <summary>Signature of the TCP connection.</summary>
    public string? TcpSignature { get; init; }

    /// <summary>Signature of the TLS connection.</summary>
    public string? SslSignature { get; init; }

    /// <summary>Aspect ratio of the screen.</summary>
    public string? ScreenAspectRatio { get; init; }

    /// <summary>Colour depth of the screen.</summary>
    public string? ScreenColorDepth { get; init; }

    /// <summary>Resolution of the screen, for example <c>1920x1200</c>.</summary>
    public string? ScreenResolution { get; init; }

    /// <summary>Host name of the site.</summary>
    public string? SiteHostName { get; init; }

    /// <summary>Operating system.</summary>
    public string? Os { get; init; }

    /// <summary>Fonts of the operating system.</summary>
    [JsonPropertyName("oSFonts")]
    public string? OSFonts { get; init; }

    /// <summary>Processor.</summary>
    public string? DeviceProcessor { get; init; }

    /// <summary>Session ID.</summary>
    public string? SessionId { get; init; }

    /// <summary>Address behind a proxy.</summary>
    public string? TrueIp { get; init; }

    /// <summary>Address of the proxy.</summary>
    public string? ProxyIp { get; init; }

    /// <summary>ID of the device.</summary>
    public string? DeviceId { get; init; }

    /// <summary>Time zone of the device.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Further details of the user agent.</summary>
    public string? UserAgentDetails { get; init; }

    /// <summary>Version of the app.</summary>
    public string? AppVersion { get; init; }

    /// <summary>Packages of the browser.</summary>
    public string? BrowserPackagesList { get; init; }

    /// <summary>Manufacturer of the build.</summary>
    public string? BuildManufacturer { get; init; }

    /// <summary>Model of the build.</summary>
    public string? BuildModel { get; init; }

    /// <summary>SDK version of the build.</summary>
    public string? BuildSdkVersion { get; init; }

    /// <summary>Type of the data network.</summary>
    public string? DataNetworkType { get; init; }

    /// <summary>Model of the device.</summary>
    public string? DeviceModelName { get; init; }

    /// <summary>Name of the device's system.</summary>
    public string? DeviceSystemName { get; init; }

    /// <summary>Version of the device's system.</summary>
    public string? DeviceSystemVersion { get; init; }

    /// <summary>Country of the SIM network, ISO 3166-1 alpha-2.</summary>
    public string? SimNetworkCountryISO { get; init; }

    /// <summary>Type of the SIM network.</summary>
    public string? SimNetworkType { get; init; }

    /// <summary>How long the system has been running.</summary>
    public string? SystemUpTime { get; init; }

    /// <summary>Whether cookies are on.</summary>
    public bool? EnabledCookies { get; init; }

    /// <summary>Whether Flash is on.</summary>
    public bool? EnabledFlash { get; init; }

    /// <summary>Whether JavaScript is on.</summary>
    public bool? EnabledJavaScript { get; init; }

    /// <summary>Whether Bluetooth is on.</summary>
    public bool? IsBluetoothEnabled { get; init; }
}
