using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.FraudProtection.Events;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Checkout;

/// <summary>The next thing to do for an attempt. What has been done is stored with it, so whoever takes the lease can go on.</summary>
public enum AttemptStep
{
    /// <summary>Ask Fraud Protection.</summary>
    Assess,

    /// <summary>Ask the bank to reserve the amount.</summary>
    Authorize,

    /// <summary>Authorized and waiting for a decision: the order is in review.</summary>
    Hold,

    /// <summary>Ask the bank to take the amount.</summary>
    Capture,

    /// <summary>Give the reserved amount back.</summary>
    Void,

    Finished,
}

public enum AttemptOutcome
{
    /// <summary>Still being worked on.</summary>
    None,
    Placed,
    Held,
    Rejected,
    Declined,

    /// <summary>The last piece was sold to somebody else while this was being placed.</summary>
    OutOfStock,

    /// <summary>The bank gave no answer in time; whatever it may have reserved is given back.</summary>
    PaymentUnavailable,

    /// <summary>Was held, and then not released.</summary>
    Cancelled,
}

/// <summary>
/// One try to place an order: one purchase ID, one correlation ID, one bank key, one outcome. It is written before the first
/// outside call and after each of them, and is what survives a kill. Attempts of every outcome are kept; orders are not made
/// of rejected ones.
/// </summary>
public sealed class Attempt
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public Guid CheckoutId { get; init; }

    /// <summary>The account it was bought with; null for a guest.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>1 for the first try of a checkout.</summary>
    public int Number { get; init; }

    /// <summary>What Fraud Protection knows it by now; an order assessed again after a lost answer gets a second one.</summary>
    public required string PurchaseId { get; set; }

    public required string CorrelationId { get; init; }

    /// <summary>The start of every idempotency key this attempt uses at the bank.</summary>
    public required string BankKey { get; init; }

    /// <summary>The first purchase ID: the outbox key that keeps all its events in order, and the reference the bank knows it by.</summary>
    public required string OutboxKey { get; init; }

    public AttemptStep Step { get; set; }

    public AttemptOutcome Outcome { get; set; }

    /// <summary>What was reviewed and is being bought, frozen: lines, prices, addresses, card.</summary>
    public required PurchaseSnapshot Snapshot { get; init; }

    public decimal Total { get; init; }

    // What Fraud Protection was asked, and said.
    /// <summary>The purchase event as it is sent, made once; null where Fraud Protection is switched off.</summary>
    public string? PurchaseBody { get; set; }

    /// <summary>What was to be done with the answer; null where Fraud Protection is switched off.</summary>
    public AssessmentType? Mode { get; init; }

    /// <summary>How long the answer, or the lack of one, took.</summary>
    public int? AssessmentMilliseconds { get; set; }

    public string? Decision { get; set; }

    /// <summary>What Protect does, or in Evaluate would have done; null where assessments are not kept.</summary>
    public Verdict? ProtectVerdict { get; set; }

    /// <summary>The rule that decided.</summary>
    public string? Rule { get; set; }

    /// <summary>True when Fraud Protection was asked and gave no usable answer.</summary>
    public bool NoAnswer { get; set; }

    public int? RiskScore { get; set; }

    public string? MidFlag { get; set; }

    /// <summary>The whole answer, for reviewers; null where assessments are not kept.</summary>
    public string? Assessment { get; set; }

    /// <summary>Whether the order waits for a decision once it is authorized.</summary>
    public bool Hold { get; set; }

    public DateTimeOffset? HoldUntil { get; set; }

    /// <summary>Why a held order was released or cancelled: the reason told to Fraud Protection.</summary>
    public string? HoldReason { get; set; }

    // What the bank was asked, and said.
    public DateTimeOffset? AuthorizeAskedAt { get; set; }

    /// <summary>False: nothing of this attempt can stand at the bank.</summary>
    public bool BankWasAsked => AuthorizeAskedAt is not null;

    public DateTimeOffset? AuthorizedAt { get; set; }

    /// <summary>The bank's answer to the authorization, which a released order is reported with once more.</summary>
    public string? Authorization { get; set; }

    public DateTimeOffset? CaptureAskedAt { get; set; }

    public DateTimeOffset? CapturedAt { get; set; }

    public DateTimeOffset? VoidAskedAt { get; set; }

    public DateTimeOffset? VoidedAt { get; set; }

    public string? OrderNumber { get; set; }

    /// <summary>The line that could not be had, where the outcome is <see cref="AttemptOutcome.OutOfStock"/>.</summary>
    public string? MissingSku { get; set; }

    // What card testing is counted by.
    public required string CardFingerprint { get; init; }

    public required string EmailKey { get; init; }

    public required string AddressKey { get; init; }

    public required string IpAddress { get; init; }

    /// <summary>The session the browser's script told of itself under; null where it told nothing.</summary>
    public string? DeviceSession { get; init; }

    /// <summary>The browser; null where it is not known.</summary>
    public string? DeviceId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public int Tries { get; set; }

    public string? Lease { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public string AuthorizeKey => BankKey + "-authorize";

    public string CaptureKey => BankKey + "-capture";

    public string VoidKey => BankKey + "-void";

    internal sealed class Mapping : IEntityTypeConfiguration<Attempt>
    {
        public void Configure(EntityTypeBuilder<Attempt> builder)
        {
            builder.Property(attempt => attempt.Id).ValueGeneratedNever();
            builder.HasIndex(attempt => new { attempt.CheckoutId, attempt.Number }).IsUnique();
            builder.HasIndex(attempt => attempt.PurchaseId).IsUnique();
            builder.HasIndex(attempt => new { attempt.Step, attempt.DueAt });
            builder.HasIndex(attempt => new { attempt.CardFingerprint, attempt.CreatedAt });
            builder.HasIndex(attempt => new { attempt.EmailKey, attempt.CreatedAt });
            builder.HasIndex(attempt => new { attempt.AddressKey, attempt.CreatedAt });
            builder.HasIndex(attempt => new { attempt.IpAddress, attempt.CreatedAt });
            builder.HasIndex(attempt => new { attempt.DeviceId, attempt.CreatedAt });
            builder.Property(attempt => attempt.DeviceSession).HasMaxLength(128);
            builder.Property(attempt => attempt.DeviceId).HasMaxLength(36);
            builder.HasIndex(attempt => attempt.CreatedAt);
            builder.HasIndex(attempt => new { attempt.Decision, attempt.CreatedAt });
            builder.Property(attempt => attempt.Snapshot).HasConversion(
                snapshot => PurchaseSnapshot.Write(snapshot),
                text => PurchaseSnapshot.Read(text)).HasMaxLength(-1);
            builder.Property(attempt => attempt.Lease).IsConcurrencyToken();
            builder.Property(attempt => attempt.Authorization).HasMaxLength(2000);
            builder.Property(attempt => attempt.PurchaseBody).HasMaxLength(-1);
            builder.Property(attempt => attempt.Assessment).HasMaxLength(-1);
        }
    }
}
