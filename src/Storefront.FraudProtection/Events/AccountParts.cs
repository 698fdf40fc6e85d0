namespace Storefront.FraudProtection.Events;

/// <summary>The device an event of account protection came from.</summary>
/// <remarks>Wire: events.md section 7.6. Without data of the fingerprinting script scores are at their maximum, 999.</remarks>
public sealed record AccountDevice : EventPart
{
    /// <summary>The session ID given to the fingerprinting script; any GUID of the session if there is none.</summary>
    public required string DeviceContextId { get; init; }

    /// <summary>IPv4 or IPv6 address as the merchant saw it.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Who fingerprinted the device. Default: <c>DFPFingerprinting</c>.</summary>
    public AccountDeviceProvider? Provider { get; init; } = AccountDeviceProvider.FraudProtection;

    /// <summary>The merchant's own ID of the device.</summary>
    public string? ExternalDeviceId { get; init; }

    /// <summary>What kind of device it is.</summary>
    public ExternalDeviceType? ExternalDeviceType { get; init; }
}

/// <summary>Who fingerprinted a device, as account protection spells it.</summary>
public sealed record AccountDeviceProvider(string Value) : WireWord(Value)
{
    /// <summary>The fingerprinting script of Fraud Protection.</summary>
    public static AccountDeviceProvider FraudProtection { get; } = new("DFPFingerprinting");

    /// <summary>The merchant.</summary>
    public static AccountDeviceProvider Merchant { get; } = new("Merchant");

    /// <summary>Nobody knows.</summary>
    public static AccountDeviceProvider Unknown { get; } = new("Unknown");
}

/// <summary>A customer as account protection knows one.</summary>
/// <remarks>Wire: events.md section 7.7.</remarks>
public sealed record AccountUser : EventPart
{
    /// <summary>Unique for each customer and never reused; absent while the account is being made.</summary>
    public string? UserId { get; init; }

    /// <summary>What kind of customer this is.</summary>
    public ProfileType? UserType { get; init; }

    /// <summary>The name they sign in with, often the e-mail address.</summary>
    public required string Username { get; init; }

    /// <summary>Given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    public string? LastName { get; init; }

    /// <summary>ISO 3166-1 alpha-2, for example <c>US</c>.</summary>
    public string? CountryRegion { get; init; }

    /// <summary>Postal code.</summary>
    public string? ZipCode { get; init; }

    /// <summary>The customer's time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Language and territory, for example <c>EN-US</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Number in the merchant's membership programme.</summary>
    public string? MembershipId { get; init; }

    /// <summary>Whether they sign in with that number. Absent means no.</summary>
    public bool? IsMembershipIdUsername { get; init; }
}

/// <summary>An e-mail address of an account.</summary>
public sealed record AccountEmail : EventPart
{
    /// <summary>First or further address.</summary>
    public required ContactType EmailType { get; init; }

    /// <summary>The address.</summary>
    public required string EmailValue { get; init; }

    /// <summary>Whether the customer has shown that the mailbox is theirs.</summary>
    public bool? IsEmailValidated { get; init; }

    /// <summary>When they did.</summary>
    public DateTimeOffset? EmailValidatedDate { get; init; }

    /// <summary>Whether they sign in with it. Absent means no.</summary>
    public bool? IsEmailUsername { get; init; }
}

/// <summary>A telephone of an account.</summary>
public sealed record AccountPhone : EventPart
{
    /// <summary>First or further number.</summary>
    public required ContactType PhoneType { get; init; }

    /// <summary><c>+COUNTRY-NUMBER</c>, for example <c>+1-2065550123</c>.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>Whether the customer has shown that the telephone is theirs.</summary>
    public bool? IsPhoneNumberValidated { get; init; }

    /// <summary>When they did.</summary>
    public DateTimeOffset? PhoneNumberValidatedDate { get; init; }

    /// <summary>Whether they sign in with it. Absent means no.</summary>
    public bool? IsPhoneUsername { get; init; }
}

/// <summary>Which of several e-mail addresses or telephones one is.</summary>
public sealed record ContactType(string Value) : WireWord(Value)
{
    /// <summary>The first one.</summary>
    public static ContactType Primary { get; } = new("Primary");

    /// <summary>A further one.</summary>
    public static ContactType Alternative { get; } = new("Alternative");
}

/// <summary>Who signs a customer in when the merchant does not, or not alone.</summary>
public sealed record SingleSignOn : EventPart
{
    /// <summary>Who does.</summary>
    public required AuthenticationProvider AuthenticationProvider { get; init; }

    /// <summary>The customer's name there.</summary>
    public required string DisplayName { get; init; }
}
