using System.Globalization;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Portal.Search;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Cases;

/// <summary>A queue and how full it is.</summary>
public sealed record QueueLine(QueueSetup Queue, QueueCount Count);

/// <summary>All queues.</summary>
public sealed record QueuesModel(IReadOnlyList<QueueLine> Lines, DateTimeOffset Now, bool CanReview, string? Said);

/// <summary>A page of the cases of a queue, or of those that were decided.</summary>
public sealed record CaseListModel(IReadOnlyList<ReviewCase> Cases, int Page, bool HasMore, DateTimeOffset Now);

/// <summary>One queue.</summary>
public sealed record QueueModel(QueueSetup Queue, CaseListModel List, bool CanReview, string? Said, string? Problem = null);

/// <summary>Cases that somebody wants to decide at once, and the decision.</summary>
public sealed record BulkModel(QueueSetup Queue, IReadOnlyList<ReviewCase> Cases, IReadOnlyList<string> Reasons, DateTimeOffset Now, Form Form);

/// <summary>One case with everything around it.</summary>
public sealed record CaseModel
{
    public required ReviewCase Case { get; init; }
    public required ReceivedRow Row { get; init; }
    public required QueueSetup Queue { get; init; }
    public required IReadOnlyList<CaseNote> Notes { get; init; }
    public required Links Linked { get; init; }
    public required IReadOnlyList<string> Reasons { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required string Me { get; init; }
    public required bool CanReview { get; init; }
    public required Form Form { get; init; }
    public string? Problem { get; init; }

    public bool IsMine => Case.Holder(Now) == Me;
}

/// <summary>How pages write of cases.</summary>
public static class CaseWords
{
    public const string Root = "/portal/cases";

    public static string Link(long sequence) => $"{Root}/{sequence.ToString(CultureInfo.InvariantCulture)}";

    public static string Link(this QueueSetup queue) => $"{Root}/queue{QueryString.Create("name", queue?.Name ?? "")}";

    public static string Ordered(this QueueSetup queue) => queue?.Order switch
    {
        nameof(QueueOrder.HighestScore) => "highest score first",
        nameof(QueueOrder.HighestAmount) => "highest amount first",
        _ => "oldest first",
    };

    /// <summary>What becomes of a case nobody decides.</summary>
    public static string Late(this QueueSetup queue) => queue?.TimeOut is not { } timeOut ? "no time-out"
        : queue.DefaultAction switch
        {
            nameof(DefaultAction.Approve) => $"approved after {Duration(timeOut)}",
            nameof(DefaultAction.Reject) => $"rejected after {Duration(timeOut)}",
            _ => $"late after {Duration(timeOut)}, stays open",
        };

    public static bool IsLate(this QueueSetup queue, ReviewCase open, DateTimeOffset now) => queue?.TimeOut is { } timeOut && open?.IsOpen == true && open.VisibleAt + timeOut <= now;

    public static string State(this ReviewCase known, DateTimeOffset now) => known is null ? ""
        : known.Decision is { } decision ? decision
        : known.IsOnHold(now) ? "On hold"
        : known.Holder(now) is { } holder ? $"In review by {holder}"
        : "Waiting";

    public static string Money(this ReviewCase known) => known is null || known.Amount == 0 ? "" : $"{known.Amount.ToString("N2", CultureInfo.InvariantCulture)} {known.Currency}";

    public static string Score(this ReviewCase known) => known is null || known.Score < 0 ? "" : known.Score.ToString(CultureInfo.InvariantCulture);

    /// <summary>A length of time in its two largest units.</summary>
    public static string Duration(TimeSpan length) => length switch
    {
        { TotalMinutes: < 1 } => "under a minute",
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{length.Minutes} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours} h{(length.Minutes == 0 ? "" : $" {length.Minutes} min")}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalDays} d{(length.Hours == 0 ? "" : $" {length.Hours} h")}"),
    };
}
