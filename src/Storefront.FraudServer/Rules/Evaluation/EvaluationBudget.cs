namespace Storefront.FraudServer.Rules.Evaluation;

/// <summary>What one assessment may cost, shared by everything it runs. Waiting for external calls does not count.</summary>
internal sealed class EvaluationBudget(TimeProvider clock)
{
    public const int MostNodes = 100_000;
    public const int LongestText = 1_000_000;
    public static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(250);

    private readonly long started = clock.GetTimestamp();
    private TimeSpan waited;
    private int spent;

    public bool IsExhausted { get; private set; }

    /// <summary>Charges a whole expression before it runs; false when that is more than is left.</summary>
    public bool Spend(int nodes)
    {
        spent += nodes;
        if (spent > MostNodes || clock.GetElapsedTime(started) - waited > MostTime)
            IsExhausted = true;
        return !IsExhausted;
    }

    public void Exhaust() => IsExhausted = true;

    public T Waiting<T>(Func<T> call)
    {
        var from = clock.GetTimestamp();
        var answer = call();
        waited += clock.GetElapsedTime(from);
        return answer;
    }
}
