namespace Storefront.FraudServer.Portal.Replay;

/// <summary>What a replay is asked.</summary>
/// <param name="EnvironmentId">Whose rules the draft would be; empty for those that hold everywhere.</param>
/// <param name="Text">The draft, as it was when the replay was asked for.</param>
/// <param name="From">The first event that is judged.</param>
/// <param name="To">None from here on.</param>
/// <param name="WarmUp">How long before that velocities begin to count.</param>
/// <param name="By">Who asked.</param>
public sealed record ReplayQuestion(string EnvironmentId, string Text, DateTimeOffset From, DateTimeOffset To, TimeSpan WarmUp, string By);

/// <summary>Events whose decision would change in one way, by what later happened to them.</summary>
public sealed record ReplayLine(string Before, string After, string Later, string Currency, long Events, decimal Money);

/// <summary>An event whose decision would change.</summary>
public sealed record ReplayExample(long Sequence, string Before, string After, string Rule, string Clause, string Later);

/// <summary>How far a replay is and what it found so far.</summary>
public sealed record ReplayState
{
    public long Read { get; init; }
    public long ToRead { get; init; }
    public long Judged { get; init; }
    public long Changed { get; init; }
    public bool IsOver { get; init; }

    /// <summary>Why it ended early.</summary>
    public string? Problem { get; init; }
    public IReadOnlyList<ReplayLine> Lines { get; init; } = [];
    public IReadOnlyList<ReplayExample> Examples { get; init; } = [];
}

/// <summary>A replay somebody asked for.</summary>
public sealed class ReplayJob(int number, ReplayQuestion question, DateTimeOffset asked)
{
    private volatile ReplayState _state = new();

    public int Number { get; } = number;
    public ReplayQuestion Question { get; } = question;
    public DateTimeOffset Asked { get; } = asked;

    public ReplayState State
    {
        get => _state;
        set => _state = value;
    }
}
