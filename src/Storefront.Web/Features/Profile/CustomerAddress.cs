using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Features.Profile;

/// <summary>One address of a customer's address book.</summary>
public sealed class CustomerAddress
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }

    public PostalAddress Address { get; set; } = new();

    /// <summary>Where orders go unless something else is chosen. One address of a book has it.</summary>
    public bool ForShipping { get; set; }

    /// <summary>Where bills go unless something else is chosen. One address of a book has it.</summary>
    public bool ForBilling { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CustomerAddress>
    {
        public void Configure(EntityTypeBuilder<CustomerAddress> builder)
        {
            builder.ToTable("CustomerAddresses");
            builder.Property(address => address.Id).ValueGeneratedNever();
            builder.ComplexProperty(address => address.Address, PostalAddress.Map);
            builder.HasIndex(address => new { address.CustomerId, address.CreatedAt });
            builder.HasOne<Customer>().WithMany().HasForeignKey(address => address.CustomerId);
        }
    }
}
