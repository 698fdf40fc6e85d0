using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Accounts;

/// <summary>Somebody with an account: a shopper, or one of the people who run the shop, who have roles besides.</summary>
public sealed class Customer : IdentityUser<Guid>
{
    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A new account. The email address is also the name to sign in with.</summary>
    public static Customer Of(string email, string firstName, string lastName, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Email = email,
        UserName = email,
        FirstName = firstName,
        LastName = lastName,
        CreatedAt = now,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<Customer>
    {
        public void Configure(EntityTypeBuilder<Customer> builder)
        {
            builder.ToTable("Customers");
            builder.Property(customer => customer.FirstName).HasMaxLength(100);
            builder.Property(customer => customer.LastName).HasMaxLength(100);
            builder.HasIndex(customer => customer.CreatedAt);
            // Two accounts of one address are kept apart by the database, not only by a look beforehand.
            builder.HasIndex(customer => customer.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
        }
    }
}
