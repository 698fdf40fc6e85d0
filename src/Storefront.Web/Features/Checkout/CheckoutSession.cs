using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Checkout;

/// <summary>One visit to the checkout: what was typed, the card the bank keeps, and how many times it was tried.</summary>
public sealed class CheckoutSession
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>The cart it came from, which is also its owner: the signed cart cookie opens it.</summary>
    public Guid CartId { get; init; }

    /// <summary>Who the buyer is to Fraud Protection: fresh for every guest (flows.md section 4).</summary>
    public required string GuestId { get; init; }

    /// <summary>The account it is bought with; null for a guest.</summary>
    public Guid? CustomerId { get; set; }

    public string Email { get; set; } = "";

    public string Phone { get; set; } = "";

    public PostalAddress Shipping { get; set; } = new();

    public bool BillingSameAsShipping { get; set; } = true;

    public PostalAddress Billing { get; set; } = new();

    public string ShippingMethod { get; set; } = "";

    /// <summary>What the bank gave for the card; null until the shopper has been there.</summary>
    public CheckoutCard? Card { get; set; }

    /// <summary>The shopper lets the shop look at the browser.</summary>
    public bool DeviceAllowed { get; set; }

    /// <summary>The browser, as its script told: empty for one that keeps nothing, null where no script told anything.</summary>
    public string? DeviceId { get; set; }

    /// <summary>The order that ended this checkout; null while it is open.</summary>
    public string? OrderNumber { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public List<Attempt> Attempts { get; init; } = [];

    public PostalAddress BillingAddress => BillingSameAsShipping ? Shipping : Billing;

    internal sealed class Mapping : IEntityTypeConfiguration<CheckoutSession>
    {
        public void Configure(EntityTypeBuilder<CheckoutSession> builder)
        {
            builder.Property(checkout => checkout.Id).ValueGeneratedNever();
            builder.Property(checkout => checkout.Email).HasMaxLength(254);
            builder.Property(checkout => checkout.Phone).HasMaxLength(40);
            builder.ComplexProperty(checkout => checkout.Shipping, PostalAddress.Map);
            builder.ComplexProperty(checkout => checkout.Billing, PostalAddress.Map);
            builder.OwnsOne(checkout => checkout.Card);
            builder.Property(checkout => checkout.OrderNumber).HasMaxLength(20);
            builder.Property(checkout => checkout.DeviceId).HasMaxLength(36);
            builder.HasIndex(checkout => checkout.CartId, "IX_Checkouts_CartId_Open").IsUnique().HasFilter("OrderNumber IS NULL");
            builder.HasIndex(checkout => checkout.CartId);
            builder.HasIndex(checkout => checkout.UpdatedAt);
        }
    }
}

/// <summary>A postal address as people of any country write it.</summary>
public sealed record PostalAddress
{
    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string Street { get; init; } = "";

    public string Street2 { get; init; } = "";

    public string City { get; init; } = "";

    /// <summary>State, province or region; a code where the country has codes.</summary>
    public string Region { get; init; } = "";

    public string PostalCode { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; init; } = "";

    internal static void Map(ComplexPropertyBuilder<PostalAddress> builder)
    {
        builder.Property(address => address.FirstName).HasMaxLength(100);
        builder.Property(address => address.LastName).HasMaxLength(100);
        builder.Property(address => address.City).HasMaxLength(100);
        builder.Property(address => address.Region).HasMaxLength(100);
        builder.Property(address => address.PostalCode).HasMaxLength(20);
        builder.Property(address => address.Country).HasMaxLength(2);
    }
}

/// <summary>The card as the shop may know it. The number and the security code stay at the bank.</summary>
public sealed record CheckoutCard
{
    public required string Token { get; init; }

    public required string Fingerprint { get; init; }

    public required string Bin { get; init; }

    public required string LastFour { get; init; }

    public required string Brand { get; init; }

    /// <summary>MM/YY.</summary>
    public required string Expiry { get; init; }

    public required string HolderName { get; init; }

    internal static CheckoutCard From(PaymentCard card) => new()
    {
        Token = card.Token,
        Fingerprint = card.Fingerprint,
        Bin = card.Bin,
        LastFour = card.LastFour,
        Brand = card.Brand,
        Expiry = card.Expiry,
        HolderName = card.HolderName,
    };
}
