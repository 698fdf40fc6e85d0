using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Accounts;

public enum AccountStanding
{
    Active,

    /// <summary>Signed up, and has to enter a mailed code first.</summary>
    Challenged,

    /// <summary>A person looks at it before it can be used.</summary>
    Held,

    /// <summary>Looked at, and closed for good.</summary>
    Closed,
}

/// <summary>Somebody with an account: a shopper, or one of the people who run the shop, who have roles besides.</summary>
public sealed class Customer : IdentityUser<Guid>
{
    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    /// <summary>What this customer would rather read: a language and a country, like EN-US.</summary>
    public string Language { get; set; } = "EN-US";

    public DateTimeOffset CreatedAt { get; init; }

    public AccountStanding Standing { get; set; }

    public DateTimeOffset? HeldAt { get; set; }

    /// <summary>What it is held for: the sign-up or a sign-in that Fraud Protection wants looked at.</summary>
    internal AccountStep? HeldStep { get; set; }

    /// <summary>That sign-up's or sign-in's ID on the wire.</summary>
    internal string? HeldCheckId { get; set; }

    internal string? HeldCorrelationId { get; set; }

    internal void Hold(AccountCheck check, DateTimeOffset now)
    {
        Standing = AccountStanding.Held;
        HeldAt = now;
        HeldStep = check.Step;
        HeldCheckId = check.Id;
        HeldCorrelationId = check.CorrelationId;
    }

    /// <summary>When the profile was last changed by its owner; null when never.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>When the mailbox was proven; null where it was not, or nobody noted when.</summary>
    public DateTimeOffset? EmailConfirmedAt { get; set; }

    public string FullName => $"{FirstName} {LastName}".Trim();

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

    /// <summary>Somebody read what was sent there.</summary>
    public void ProveMailbox(DateTimeOffset now)
    {
        EmailConfirmed = true;
        EmailConfirmedAt ??= now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Customer>
    {
        public void Configure(EntityTypeBuilder<Customer> builder)
        {
            builder.ToTable("Customers");
            builder.Property(customer => customer.FirstName).HasMaxLength(100);
            builder.Property(customer => customer.LastName).HasMaxLength(100);
            builder.Property(customer => customer.Language).HasMaxLength(10);
            builder.HasIndex(customer => customer.CreatedAt);
            builder.Property(customer => customer.HeldStep);
            builder.Property(customer => customer.HeldCheckId);
            builder.Property(customer => customer.HeldCorrelationId);
            builder.HasIndex(customer => new { customer.Standing, customer.HeldAt });
            // Two accounts of one address are kept apart by the database, not only by a look beforehand.
            builder.HasIndex(customer => customer.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
        }
    }
}
