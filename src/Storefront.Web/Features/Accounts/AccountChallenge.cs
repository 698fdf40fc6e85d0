using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.FraudProtection.Events;

namespace Storefront.Web.Features.Accounts;

/// <summary>A code that is awaited. One that was mailed is stored as a hash, like a password.</summary>
public sealed class AccountChallenge
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Null for a sign-up with an address that has an account: no code opens that one.</summary>
    public Guid? CustomerId { get; init; }

    internal AccountStep Step { get; init; }

    /// <summary>signUpId or loginId on the wire.</summary>
    public required string CheckId { get; init; }

    public required string CorrelationId { get; init; }

    /// <summary>The account on the wire.</summary>
    public required string UserId { get; init; }

    /// <summary>Empty where the code comes from the customer's app.</summary>
    public string CodeHash { get; init; } = "";

    /// <summary>The code comes from the customer's app, and wrong ones count against the account.</summary>
    public bool ByApp { get; init; }

    public int TriesLeft { get; set; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was passed, failed or given up; null while it is awaited.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public bool Stay { get; init; }

    public string? ReturnUrl { get; init; }

    /// <summary>The contract names no apps.</summary>
    internal AccountChallengeType Way => ByApp ? AccountChallengeType.Other : AccountChallengeType.Email;

    internal AccountCheck Check => new(Step, CheckId, CorrelationId, UserId, AccountVerdict.Prove, Told: true);

    internal sealed class Mapping : IEntityTypeConfiguration<AccountChallenge>
    {
        public void Configure(EntityTypeBuilder<AccountChallenge> builder)
        {
            builder.ToTable("AccountChallenges");
            builder.Property(challenge => challenge.Id).ValueGeneratedNever();
            builder.Property(challenge => challenge.Step);
            builder.Property(challenge => challenge.ReturnUrl).HasMaxLength(2000);
            builder.HasIndex(challenge => new { challenge.ClosedAt, challenge.ExpiresAt });
            builder.HasIndex(challenge => challenge.CustomerId);
        }
    }
}
