namespace Storefront.FraudProtection.Events;

/// <summary>An address of an account, as account protection spells it.</summary>
/// <remarks>Wire: events.md section 7.1.</remarks>
public sealed record AccountAddress : EventPart
{
    /// <summary>What it is for. Default: <c>Primary</c>.</summary>
    public AccountAddressType AddressType { get; init; } = AccountAddressType.Primary;

    /// <summary>Given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    public string? LastName { get; init; }

    /// <summary><c>+COUNTRY-NUMBER</c>, for example <c>+1-2065550123</c>.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Street and number.</summary>
    public string? Street1 { get; init; }

    /// <summary>Second line.</summary>
    public string? Street2 { get; init; }

    /// <summary>Third line.</summary>
    public string? Street3 { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>State, province or region.</summary>
    public string? State { get; init; }

    /// <summary>District.</summary>
    public string? District { get; init; }

    /// <summary>Postal code.</summary>
    public string? ZipCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? CountryRegion { get; init; }
}

/// <summary>What an address is for.</summary>
public sealed record AccountAddressType(string Value) : WireWord(Value)
{
    /// <summary>Where the customer lives.</summary>
    public static AccountAddressType Primary { get; } = new("Primary");

    /// <summary>Invoices go there.</summary>
    public static AccountAddressType Billing { get; } = new("Billing");

    /// <summary>Goods go there.</summary>
    public static AccountAddressType Shipping { get; } = new("Shipping");

    /// <summary>A further one.</summary>
    public static AccountAddressType Alternative { get; } = new("Alternative");
}
