using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Orders;

/// <summary>What was bought, and how many pieces of it are where. The counts only rise, but for what is asked back and not decided.</summary>
public sealed class OrderLine
{
    public long Id { get; init; }

    public long OrderId { get; init; }

    public int VariantId { get; init; }

    public required string Sku { get; init; }

    public required string Name { get; init; }

    public decimal UnitPrice { get; init; }

    public int Quantity { get; init; }

    public int Shipped { get; private set; }

    public int Delivered { get; private set; }

    /// <summary>Will not be sent: cancelled, or could not be fulfilled.</summary>
    public int CalledOff { get; private set; }

    /// <summary>The shopper asks to send back, and nobody has decided.</summary>
    public int AskedBack { get; private set; }

    /// <summary>Sent, and accepted back.</summary>
    public int Returned { get; private set; }

    /// <summary>Of what was called off or returned, what can be sold again.</summary>
    public int Restocked { get; private set; }

    public int ToSend => Quantity - Shipped - CalledOff;

    public int ToReturn => Shipped - Returned - AskedBack;

    public void Ship(int quantity) => Shipped += UpTo(quantity, ToSend);

    public void Deliver(int quantity) => Delivered += UpTo(quantity, Shipped - Delivered);

    public void CallOff(int quantity) => CalledOff += UpTo(quantity, ToSend);

    public void AskBack(int quantity) => AskedBack += UpTo(quantity, ToReturn);

    public void StopAsking(int quantity) => AskedBack -= UpTo(quantity, AskedBack);

    public void Return(int quantity) => Returned += UpTo(quantity, ToReturn);

    public void Restock(int quantity) => Restocked += UpTo(quantity, CalledOff + Returned - Restocked);

    private int UpTo(int quantity, int most) => quantity >= 0 && quantity <= most
        ? quantity
        : throw new InvalidOperationException($"{quantity} pieces of {Sku} are more than the {most} there are.");

    internal sealed class Mapping : IEntityTypeConfiguration<OrderLine>
    {
        public void Configure(EntityTypeBuilder<OrderLine> builder)
        {
            builder.HasOne<Order>().WithMany(order => order.Lines).HasForeignKey(line => line.OrderId);
            builder.HasIndex(line => line.VariantId);
            builder.HasIndex(line => line.Sku);
            builder.Property(line => line.Sku).HasMaxLength(60);
            builder.ToTable(table => table.HasCheckConstraint(
                "CK_OrderLine_Pieces",
                "Shipped >= 0 AND CalledOff >= 0 AND AskedBack >= 0 AND Shipped + CalledOff <= Quantity AND Delivered <= Shipped AND Returned + AskedBack <= Shipped AND Restocked <= CalledOff + Returned"));
        }
    }
}
