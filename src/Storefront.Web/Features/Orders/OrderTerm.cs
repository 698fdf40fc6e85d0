using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Orders;

/// <summary>A word an order is found by. Personal: it goes when the buyer's data goes.</summary>
public sealed class OrderTerm
{
    private const int Longest = 100;

    public long OrderId { get; init; }

    public required string Term { get; init; }

    /// <summary>Number, e-mail address, names, last four digits of the card, article numbers: plain, without capitals and accents.</summary>
    public static List<OrderTerm> Of(Order order)
    {
        var bought = order.Purchase;
        var words = new[] { bought.Shipping, bought.Billing }.SelectMany(address => new[] { address.FirstName, address.LastName }).Append(bought.Card.HolderName).SelectMany(PlainText.Words);
        return [.. words.Concat([Plain(order.Number), Plain(order.Email), bought.Card.LastFour, .. bought.Lines.Select(line => Plain(line.Sku))])
            .Select(word => word.Length > Longest ? word[..Longest] : word)
            .Distinct(StringComparer.Ordinal)
            .Select(word => new OrderTerm { Term = word })];
    }

    /// <summary>What somebody typed, as it is compared with terms; at most five words.</summary>
    public static IReadOnlyList<string> Asked(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Plain).Select(word => word.Length > Longest ? word[..Longest] : word).Distinct(StringComparer.Ordinal).Take(5)];

    private static string Plain(string text) => PlainText.Of(text);

    internal sealed class Mapping : IEntityTypeConfiguration<OrderTerm>
    {
        public void Configure(EntityTypeBuilder<OrderTerm> builder)
        {
            builder.ToTable("OrderTerms");
            builder.HasKey(term => new { term.Term, term.OrderId });
            builder.Property(term => term.Term).HasMaxLength(Longest);
            builder.HasOne<Order>().WithMany(order => order.Terms).HasForeignKey(term => term.OrderId);
        }
    }
}
