namespace Storefront.FraudProtection.Events;

/// <summary>The shop or till where a purchase was made.</summary>
/// <remarks>Wire: events.md section 4.10.</remarks>
public sealed record Store : EventPart
{
    /// <summary>ID of the shop.</summary>
    public required string StoreId { get; init; }

    /// <summary>Name of the shop.</summary>
    public string? StoreName { get; init; }

    /// <summary>ID of the till.</summary>
    public string? TerminalId { get; init; }

    /// <summary>Name of the till.</summary>
    public string? TerminalName { get; init; }

    /// <summary>Where the shop is.</summary>
    public Address? Address { get; init; }
}

/// <summary>One level of the organization that sells.</summary>
/// <remarks>Wire: events.md section 4.10.</remarks>
public sealed record OrganizationLevel : EventPart
{
    /// <summary>ID of the organization.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Name of the organization.</summary>
    public required string Name { get; init; }

    /// <summary>Postal code.</summary>
    public string? ZipCode { get; init; }

    /// <summary>State or region.</summary>
    public string? State { get; init; }

    /// <summary>Country, ISO 3166-1 alpha-2.</summary>
    public string? CountryISO { get; init; }
}
