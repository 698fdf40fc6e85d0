using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Features.Profile;

/// <summary>A card the bank keeps for a customer. The shop has a token for it and what is printed on a receipt, never its number.</summary>
public sealed class SavedCard
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }

    public required string Token { get; set; }

    /// <summary>The same for the same card, so that a card entered twice is saved once.</summary>
    public required string Fingerprint { get; init; }

    public required string Bin { get; init; }

    public required string LastFour { get; init; }

    public required string Brand { get; init; }

    /// <summary>MM/YY.</summary>
    public required string Expiry { get; set; }

    public required string HolderName { get; set; }

    /// <summary>Where its bills went when it was added; empty where that was not known.</summary>
    public PostalAddress Billing { get; set; } = new();

    public bool IsDefault { get; set; }

    public DateTimeOffset AddedAt { get; init; }

    public string Name => $"{Brand} ending {LastFour}";

    /// <summary>A card is good to the end of the month it names.</summary>
    public bool IsExpired(DateTimeOffset now) =>
        DateOnly.TryParseExact("01/" + Expiry, "dd/MM/yy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
        && month.AddMonths(1) <= DateOnly.FromDateTime(now.UtcDateTime);

    public CheckoutCard ToCheckout() => new()
    {
        Token = Token,
        Fingerprint = Fingerprint,
        Bin = Bin,
        LastFour = LastFour,
        Brand = Brand,
        Expiry = Expiry,
        HolderName = HolderName,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<SavedCard>
    {
        public void Configure(EntityTypeBuilder<SavedCard> builder)
        {
            builder.ToTable("CustomerCards");
            builder.Property(card => card.Id).ValueGeneratedNever();
            builder.ComplexProperty(card => card.Billing, PostalAddress.Map);
            builder.HasIndex(card => new { card.CustomerId, card.Fingerprint }).IsUnique();
            builder.HasOne<Customer>().WithMany().HasForeignKey(card => card.CustomerId);
        }
    }
}
