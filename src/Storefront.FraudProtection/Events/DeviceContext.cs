namespace Storefront.FraudProtection.Events;

/// <summary>The device an event came from.</summary>
/// <remarks>Wire: events.md section 4.3.</remarks>
public sealed record DeviceContext : EventPart
{
    /// <summary>The session ID given to the fingerprinting script, or the transaction ID if there is none.</summary>
    public required string DeviceContextId { get; init; }

    /// <summary>IPv4 or IPv6 address as the merchant saw it.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Who fingerprinted the device. Data of the script is joined only for the default. Default: <c>DFPFingerPrinting</c>.</summary>
    public DeviceProvider? Provider { get; init; } = DeviceProvider.FraudProtection;

    /// <summary>The merchant's own ID of the device.</summary>
    public string? ExternalDeviceId { get; init; }

    /// <summary>What kind of device it is.</summary>
    public ExternalDeviceType? ExternalDeviceType { get; init; }

    /// <summary>Deprecated; services accept and ignore it.</summary>
    public string? DeviceContextDC { get; init; }
}

/// <summary>Who fingerprinted a device.</summary>
public sealed record DeviceProvider(string Value) : WireWord(Value)
{
    /// <summary>The fingerprinting script of Fraud Protection.</summary>
    public static DeviceProvider FraudProtection { get; } = new("DFPFingerPrinting");

    /// <summary>The merchant.</summary>
    public static DeviceProvider Merchant { get; } = new("Merchant");
}

/// <summary>What kind of device the merchant saw.</summary>
public sealed record ExternalDeviceType(string Value) : WireWord(Value)
{
    /// <summary>A telephone.</summary>
    public static ExternalDeviceType Mobile { get; } = new("Mobile");

    /// <summary>A computer.</summary>
    public static ExternalDeviceType Computer { get; } = new("Computer");

    /// <summary>Equipment of the merchant, for example a till.</summary>
    public static ExternalDeviceType MerchantHardware { get; } = new("MerchantHardware");

    /// <summary>A tablet.</summary>
    public static ExternalDeviceType Tablet { get; } = new("Tablet");

    /// <summary>A games console.</summary>
    public static ExternalDeviceType GameConsole { get; } = new("GameConsole");
}
