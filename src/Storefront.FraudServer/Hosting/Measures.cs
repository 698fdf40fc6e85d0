namespace Storefront.FraudServer.Hosting;

/// <summary>How long something took, how often, in a window of time: counted by steps, so that it needs no more room the more there is.</summary>
internal sealed class Distribution
{
    /// <summary>The upper ends of the steps, in milliseconds; what is longer is in a step of its own.</summary>
    public static IReadOnlyList<double> Steps { get; } = [1, 2, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000];

    private readonly long[] _counts = new long[Steps.Count + 1];

    public long Count { get; private set; }
    public double Sum { get; private set; }
    public double Longest { get; private set; }

    public IReadOnlyList<long> Counts => _counts;

    public void Add(TimeSpan duration)
    {
        var took = duration.TotalMilliseconds;
        _counts[StepOf(took)]++;
        (Count, Sum, Longest) = (Count + 1, Sum + took, Math.Max(Longest, took));
    }

    /// <summary>The step that so long a time is counted in.</summary>
    public static int StepOf(double milliseconds)
    {
        var step = 0;
        while (step < Steps.Count && milliseconds > Steps[step])
            step++;
        return step;
    }

    /// <summary>The end of the step that so large a share of all is within.</summary>
    public double Within(double share)
    {
        var seen = 0L;
        for (var step = 0; step < Steps.Count; step++)
            if ((seen += _counts[step]) >= share * Count)
                return Math.Min(Steps[step], Longest);
        return Longest;
    }
}

/// <summary>What was measured since it was taken last.</summary>
internal sealed record Measured(IReadOnlyDictionary<(string Name, string Outcome), Distribution> Answers, IReadOnlyDictionary<(string Name, string Outcome), Distribution> Calls);

/// <summary>Measures answers and external calls, window by window.</summary>
internal sealed class Measures
{
    private readonly Lock _gate = new();
    private Dictionary<(string Name, string Outcome), Distribution> _answers = [];
    private Dictionary<(string Name, string Outcome), Distribution> _calls = [];

    public void Answered(string name, string status, TimeSpan duration)
    {
        lock (_gate)
            Add(_answers, (name, status), duration);
    }

    public void Called(string name, string outcome, TimeSpan duration)
    {
        lock (_gate)
            Add(_calls, (name, outcome), duration);
    }

    /// <summary>Ends the window.</summary>
    public Measured Take()
    {
        lock (_gate)
        {
            var taken = new Measured(_answers, _calls);
            (_answers, _calls) = ([], []);
            return taken;
        }
    }

    private static void Add(Dictionary<(string Name, string Outcome), Distribution> all, (string Name, string Outcome) key, TimeSpan duration)
    {
        if (!all.TryGetValue(key, out var known))
            all[key] = known = new Distribution();
        known.Add(duration);
    }
}
