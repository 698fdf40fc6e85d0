namespace Storefront.FraudProtection.Events;

/// <summary>A shipping, billing or shop address.</summary>
/// <remarks>Wire: events.md section 4.4.</remarks>
public sealed record Address : EventPart
{
    /// <summary>What the address is for; used in <see cref="AccountUpdate.AddressList"/> only.</summary>
    public AddressType? Type { get; init; }

    /// <summary>Given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    public string? LastName { get; init; }

    /// <summary><c>+COUNTRY-NUMBER</c>.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>First line.</summary>
    public string? Street1 { get; init; }

    /// <summary>Second line.</summary>
    public string? Street2 { get; init; }

    /// <summary>Third line.</summary>
    public string? Street3 { get; init; }

    /// <summary>City or town.</summary>
    public string? City { get; init; }

    /// <summary>State, province or region.</summary>
    public string? State { get; init; }

    /// <summary>District.</summary>
    public string? District { get; init; }

    /// <summary>Postal code.</summary>
    public string? ZipCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }
}

/// <summary>What an address of an account is for.</summary>
public sealed record AddressType(string Value) : WireWord(Value)
{
    /// <summary>Goods go there.</summary>
    public static AddressType Shipping { get; } = new("Shipping");

    /// <summary>Invoices go there.</summary>
    public static AddressType Billing { get; } = new("Billing");

    /// <summary>Given when the account was made.</summary>
    public static AddressType SignUp { get; } = new("Signup");
}
