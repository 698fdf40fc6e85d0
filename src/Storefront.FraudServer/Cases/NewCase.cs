namespace Storefront.FraudServer.Cases;

/// <summary>What a case begins with.</summary>
internal sealed record NewCase
{
    /// <summary>The event's own ID: the purchase's, the sign-up's.</summary>
    public required string SubjectId { get; init; }

    public required string Queue { get; init; }

    /// <summary>-1 when there is none.</summary>
    public required int Score { get; init; }

    public decimal Amount { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Until then the shop may decide by itself and nobody sees it.</summary>
    public required DateTimeOffset VisibleAt { get; init; }

    /// <summary>When the queue's default action decides; none for never.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
