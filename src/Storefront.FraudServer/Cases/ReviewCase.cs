namespace Storefront.FraudServer.Cases;

/// <summary>An event that a person decides about, as it stands.</summary>
public sealed record ReviewCase
{
    /// <summary>The number of its event.</summary>
    public required long Sequence { get; init; }

    public required string EnvironmentId { get; init; }
    public required string Event { get; init; }
    public required string SubjectId { get; init; }
    public required string Queue { get; init; }

    /// <summary>-1 when there is none.</summary>
    public required int Score { get; init; }

    public required decimal Amount { get; init; }
    public required string Currency { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset VisibleAt { get; init; }
    public required DateTimeOffset? DueAt { get; init; }
    public required string? LeaseBy { get; init; }
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>None while the case is open.</summary>
    public required string? Decision { get; init; }

    public required string? Reason { get; init; }
    public required string? DecidedBy { get; init; }
    public required DateTimeOffset? DecidedAt { get; init; }

    /// <summary>How it was decided: review, bulk, shop or time-out.</summary>
    public required string? Means { get; init; }

    public bool IsOpen => DecidedAt is null;

    public bool IsOnHold(DateTimeOffset now) => IsOpen && VisibleAt > now;

    /// <summary>Whoever has it now.</summary>
    public string? Holder(DateTimeOffset now) => IsOpen && LeaseUntil > now ? LeaseBy : null;
}

/// <summary>What somebody wrote on a case.</summary>
public sealed record CaseNote(DateTimeOffset At, string Author, string Text);

/// <summary>How full a queue is.</summary>
public sealed record QueueCount(string Queue, long Waiting, long InReview, long OnHold, DateTimeOffset? Oldest);
