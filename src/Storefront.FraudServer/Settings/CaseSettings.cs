namespace Storefront.FraudServer.Settings;

/// <summary>How events that are answered with Review come to people.</summary>
internal sealed class CaseSettings
{
    public const int LongestHold = 24 * 60;
    public const int LongestTimeOut = 24 * 366;

    /// <summary>Minutes before reviewers see a case: the shop may decide by itself until then, and afterwards.</summary>
    public int HoldMinutes { get; set; } = 5;

    /// <summary>What reviewers may give as the reason. Left empty: a short list of ours.</summary>
    public List<string> Reasons { get; set; } = [];

    /// <summary>How queues work; one that is not listed here is worked oldest first and never decides by itself.</summary>
    public List<QueueSettings> Queues { get; set; } = [];

    public IEnumerable<string> Problems(IReadOnlyCollection<string> queues)
    {
        if (HoldMinutes is < 0 or > LongestHold)
            yield return $"FraudServer:Cases:HoldMinutes is {HoldMinutes}; give minutes from 0 to {LongestHold}, for example 5";
        for (var i = 0; i < Queues.Count; i++)
        {
            var (queue, key) = (Queues[i], $"FraudServer:Cases:Queues:{i}");
            if (!queues.Append(Cases.CaseQueues.General).Contains(queue.Name, StringComparer.OrdinalIgnoreCase))
                yield return $"{key}:Name is '{queue.Name}', which is not General and not in FraudServer:Queues; name the queue there too, for example FraudServer__Queues__0=Priority";
            if (Queues.Take(i).Any(q => q.Name.Equals(queue.Name, StringComparison.OrdinalIgnoreCase)))
                yield return $"{key}:Name '{queue.Name}' is there twice; describe every queue once";
            if (queue.TimeOutHours is < 0 or > LongestTimeOut)
                yield return $"{key}:TimeOutHours is {queue.TimeOutHours}; give hours from 1 to {LongestTimeOut}, or 0 for no time-out, for example 24";
        }
    }
}

/// <summary>A queue of cases.</summary>
internal sealed class QueueSettings
{
    /// <summary>General, or a name in <c>FraudServer:Queues</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is for, shown to reviewers.</summary>
    public string Description { get; set; } = "";

    /// <summary>Which case comes first.</summary>
    public QueueOrder Order { get; set; } = QueueOrder.OldestFirst;

    /// <summary>Hours after which a case is late; 0 for never.</summary>
    public int TimeOutHours { get; set; } = 24;

    /// <summary>What becomes of a late case: it stays open, or is decided without anybody having looked.</summary>
    public DefaultAction DefaultAction { get; set; } = DefaultAction.LeaveOpen;
}

internal enum QueueOrder { OldestFirst, HighestScore, HighestAmount }

internal enum DefaultAction { LeaveOpen, Approve, Reject }
