using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Features.Chargebacks;

/// <summary>How far a chargeback is, in the words of docs/contract/flows.md section 8.</summary>
public enum ChargebackStatus
{
    /// <summary>The cardholder asks; we have to answer.</summary>
    Inquiry,

    /// <summary>The money is lost, by our choice or by the bank's.</summary>
    Accepted,

    /// <summary>We contest it, and the bank has to answer.</summary>
    Disputed,

    /// <summary>We won.</summary>
    Reversed,

    /// <summary>The cardholder filed again after that; we have to answer once more.</summary>
    ResubmittedRequest,
}

/// <summary>
/// Money a cardholder asks back through the bank, under one ID for life. It moves along the arrows of flows.md section 8 only,
/// and it never moves its order: a finished order stays finished.
/// </summary>
public sealed class Chargeback
{
    /// <summary>Made with the form, so that a form sent twice is one chargeback.</summary>
    public required Guid Id { get; init; }

    /// <summary>The bank's number of the case. The same notice again is the same chargeback.</summary>
    public required string BankCase { get; init; }

    public required long OrderId { get; init; }

    public Order? Order { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>In the bank's words.</summary>
    public required string Reason { get; init; }

    public ChargebackStatus Status { get; private set; }

    /// <summary>The last day for our answer, as long as one is due.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Whether an answer is due; what is due is listed first.</summary>
    public bool IsDue { get; private set; } = true;

    /// <summary>When the shop learned of it.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Of a lost one, what the buyer has got twice: once by us, once by the bank.</summary>
    public decimal PaidTwice { get; private set; }

    public List<ChargebackStep> Steps { get; init; } = [];

    /// <summary>Where it can go from here.</summary>
    public IReadOnlyList<ChargebackStatus> Next => Arrows(Status);

    public static Chargeback Record(Guid id, long orderId, BankNotice notice, string by, DateTimeOffset now)
    {
        var chargeback = new Chargeback { Id = id, OrderId = orderId, BankCase = notice.BankCase, Amount = notice.Amount, Reason = notice.Reason, RecordedAt = now };
        chargeback.Become(ChargebackStatus.Inquiry, notice.NoticedAt, notice.DueOn, by, note: "", now);
        return chargeback;
    }

    public static IReadOnlyList<ChargebackStatus> Arrows(ChargebackStatus from) => from switch
    {
        ChargebackStatus.Inquiry => [ChargebackStatus.Disputed, ChargebackStatus.Accepted],
        ChargebackStatus.Disputed => [ChargebackStatus.Reversed, ChargebackStatus.Accepted],
        ChargebackStatus.Reversed => [ChargebackStatus.ResubmittedRequest],
        ChargebackStatus.ResubmittedRequest => [ChargebackStatus.Disputed, ChargebackStatus.Accepted],
        _ => [],
    };

    /// <param name="to">One of <see cref="Next"/>.</param>
    /// <param name="bankAt">When the bank says it happened, or we said so to the bank.</param>
    /// <param name="dueOn">The new last day, where an answer is due again.</param>
    /// <param name="by">Who recorded it.</param>
    /// <param name="note">For colleagues.</param>
    /// <param name="now">The time of the record.</param>
    public ChargebackStep Move(ChargebackStatus to, DateTimeOffset bankAt, DateOnly? dueOn, string by, string note, DateTimeOffset now) =>
        Next.Contains(to) ? Become(to, bankAt, dueOn ?? DueOn, by, note, now) : throw new InvalidOperationException($"A chargeback that is {Status} cannot become {to}.");

    /// <summary>The bank took the money: from then on it cannot be refunded once more.</summary>
    public void Lose(Order order)
    {
        PaidTwice = Math.Max(0, Amount - order.Remaining);
        order.LoseToBank(Amount);
    }

    private ChargebackStep Become(ChargebackStatus status, DateTimeOffset bankAt, DateOnly dueOn, string by, string note, DateTimeOffset now)
    {
        (Status, DueOn, IsDue) = (status, dueOn, status is ChargebackStatus.Inquiry or ChargebackStatus.ResubmittedRequest);
        var step = new ChargebackStep { ChargebackId = Id, Number = Steps.Count + 1, Status = status, BankAt = bankAt, At = now, By = by, Note = note };
        Steps.Add(step);
        return step;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Chargeback>
    {
        public void Configure(EntityTypeBuilder<Chargeback> builder)
        {
            builder.Property(chargeback => chargeback.Id).ValueGeneratedNever();
            builder.Property(chargeback => chargeback.BankCase).HasMaxLength(60);
            builder.Property(chargeback => chargeback.Reason).HasMaxLength(300);
            builder.Property(chargeback => chargeback.Status).IsConcurrencyToken();
            builder.HasIndex(chargeback => chargeback.BankCase).IsUnique();
            builder.HasIndex(chargeback => new { chargeback.IsDue, chargeback.DueOn });
            builder.HasIndex(chargeback => chargeback.RecordedAt);
            builder.HasOne(chargeback => chargeback.Order).WithMany().HasForeignKey(chargeback => chargeback.OrderId).OnDelete(DeleteBehavior.Restrict);
            builder.ToTable(table => table.HasCheckConstraint("CK_Chargebacks_Amount", "Amount > 0"));
        }
    }
}

/// <summary>A chargeback became something. Written once.</summary>
public sealed class ChargebackStep
{
    public Guid ChargebackId { get; init; }

    /// <summary>1 for the notice that began it.</summary>
    public int Number { get; init; }

    public ChargebackStatus Status { get; init; }

    public DateTimeOffset BankAt { get; init; }

    public DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public required string Note { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ChargebackStep>
    {
        public void Configure(EntityTypeBuilder<ChargebackStep> builder)
        {
            builder.ToTable("ChargebackSteps");
            builder.HasKey(step => new { step.ChargebackId, step.Number });
            builder.Property(step => step.Number).ValueGeneratedNever();
            builder.Property(step => step.By).HasMaxLength(254);
            builder.Property(step => step.Note).HasMaxLength(500);
            builder.HasOne<Chargeback>().WithMany(chargeback => chargeback.Steps).HasForeignKey(step => step.ChargebackId);
            foreach (var property in builder.Metadata.GetProperties().Where(property => !property.IsPrimaryKey()))
                property.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        }
    }
}
