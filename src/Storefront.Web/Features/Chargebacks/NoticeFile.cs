using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Chargebacks;

public enum NoticeLineState
{
    New,

    /// <summary>A case we know becomes something else.</summary>
    Moves,

    /// <summary>Nothing in it is new.</summary>
    Known,

    Wrong,
}

/// <summary>One line of the bank's file, and what it would do.</summary>
internal sealed record NoticeLine(int Line, NoticeForm Typed, NoticeLineState State, string Words)
{
    public BankNotice? Notice { get; init; }

    /// <summary>The chargeback it moves, and how many steps that has.</summary>
    public (Guid Id, int Steps)? Moves { get; init; }
}

/// <summary>Reads the bank's file line by line: first to show what it would do, then to do it.</summary>
internal sealed class NoticeFile(StoreDb db, ChargebackDesk desk, OrderPricing pricing, TimeProvider clock)
{
    public const int MostLines = 500;
    public const int MostCharacters = 200_000;

    /// <summary>The first row of the file, in any order; the last may be left out.</summary>
    public static readonly IReadOnlyList<string> Columns = ["case", "order", "amount", "currency", "reason", "noticed", "due", "status"];

    /// <summary>What is wrong with the file as a whole; null when its lines can be read.</summary>
    public static string? Problem(string text)
    {
        if (text.Trim().Length == 0)
            return "Choose a file, or paste its lines.";
        if (text.Length > MostCharacters)
            return $"The file is too long. At most {MostCharacters / 1000} KB are read at once.";

        var rows = Csv.Read(text).Take(MostLines + 2).ToList();
        var head = rows[0].Fields.Select(name => name.ToLowerInvariant()).ToList();
        if (Columns.Take(7).Except(head, StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            return $"The first line names the columns. Missing: {string.Join(", ", missing)}.";
        return rows.Count == 1 ? "There is nothing below the names of the columns."
            : rows.Count > MostLines + 1 ? $"At most {MostLines} lines are read at once."
            : null;
    }

    public async Task<IReadOnlyList<NoticeLine>> ReadAsync(string text, CancellationToken cancellationToken)
    {
        var rows = Csv.Read(text).ToList();
        var head = rows[0].Fields.Select(name => name.ToLowerInvariant()).ToList();
        var lines = new List<NoticeLine>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.Skip(1))
        {
            var typed = Typed(row, head);
            var line = typed.Mistakes(pricing.Currency, clock.GetUtcNow()).Select(mistake => mistake.Message).ToList() is { Count: > 0 } mistakes
                ? new NoticeLine(row.Line, typed, NoticeLineState.Wrong, string.Join(' ', mistakes))
                : await LookAsync(row.Line, typed, cancellationToken);
            lines.Add(line.Notice is { } notice && !seen.Add(notice.BankCase) ? line with { State = NoticeLineState.Wrong, Words = "This case stands in the file twice.", Notice = null } : line);
        }

        return lines;
    }

    /// <summary>Does what can be done, line by line; what is wrong by now is left out and said.</summary>
    public async Task<IReadOnlyList<NoticeLine>> RecordAsync(string text, string by, CancellationToken cancellationToken)
    {
        var lines = (await ReadAsync(text, cancellationToken)).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var refusal = line switch
            {
                { State: NoticeLineState.New, Notice: { } notice } => await desk.RecordAsync(Guid.NewGuid(), notice, by, cancellationToken),
                { State: NoticeLineState.Moves, Notice: { } notice, Moves: ({ } id, { } steps) } =>
                    await desk.MoveAsync(id, steps, new ChargebackMove(notice.Status) { BankAt = notice.NoticedAt, DueOn = notice.DueOn, Note = "From the bank's file" }, by, cancellationToken),
                _ => null,
            };
            if (refusal is not null)
                lines[i] = line with { State = NoticeLineState.Wrong, Words = refusal.Words };
        }

        return lines;
    }

    private async Task<NoticeLine> LookAsync(int line, NoticeForm typed, CancellationToken cancellationToken)
    {
        var notice = typed.Read(pricing.Currency);
        var order = await db.Orders.AsNoTracking().FirstOrDefaultAsync(order => order.Number == notice.Order || order.PurchaseId == notice.Order, cancellationToken);
        var known = await db.Chargebacks.AsNoTracking().Include(chargeback => chargeback.Steps).SingleOrDefaultAsync(chargeback => chargeback.BankCase == notice.BankCase, cancellationToken);
        var wrong = order is null ? $"There is no order {notice.Order}."
            : known is not null && known.OrderId != order.Id ? $"Case {notice.BankCase} is about another order."
            : known is null && notice.Status != ChargebackStatus.Inquiry ? "A case that is not known begins with Inquiry."
            : known is null && await desk.ProblemAsync(order, notice, cancellationToken) is { } problem ? problem.Words
            : known is not null && notice.Status != known.Status && HasPassed(known, notice.Status) is false && !known.Next.Contains(notice.Status) ? $"From {known.Status} it cannot become {notice.Status}."
            : null;
        if (wrong is not null)
            return new NoticeLine(line, typed, NoticeLineState.Wrong, wrong);
        if (known is null)
            return new NoticeLine(line, typed, NoticeLineState.New, "New case") { Notice = notice };
        return known.Next.Contains(notice.Status) && known.Status != notice.Status && !IsOld(known, notice)
            ? new NoticeLine(line, typed, NoticeLineState.Moves, $"{ChargebackWords.Of(known.Status).Word} becomes {ChargebackWords.Of(notice.Status).Word}") { Notice = notice, Moves = (known.Id, known.Steps.Count) }
            : new NoticeLine(line, typed, NoticeLineState.Known, "Known already") { Notice = notice };
    }

    private static bool HasPassed(Chargeback known, ChargebackStatus status) => known.Steps.Exists(step => step.Status == status);

    // A line of an earlier file, sent once more.
    private static bool IsOld(Chargeback known, BankNotice notice) => known.Steps.Exists(step => step.Status == notice.Status && step.BankAt == notice.NoticedAt);

    private static NoticeForm Typed(CsvRow row, List<string> head)
    {
        return new NoticeForm
        {
            BankCase = Field("case"),
            Order = Field("order"),
            Amount = Field("amount"),
            Currency = Field("currency"),
            Reason = Field("reason"),
            Noticed = Field("noticed"),
            Due = Field("due"),
            Status = Field("status"),
        };

        string Field(string column) => head.IndexOf(column) is var at and >= 0 && at < row.Fields.Count ? row.Fields[at] : "";
    }
}
