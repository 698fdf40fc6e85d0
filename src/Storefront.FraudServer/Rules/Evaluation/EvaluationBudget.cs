namespace Storefront.FraudServer.Rules.Evaluation;

/// <summary>What one assessment may cost, shared by everything it runs. Waiting for external calls does not count.</summary>
internal sealed class EvaluationBudget(TimeProvider clock)
{
    public const int MostNodes = 100_000;
    public const int LongestText = 200_000;
    private const int NodesBeforeClock = 5_000;
    public static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(250);

    private readonly long started = clock.GetTimestamp();
    private TimeSpan waited;
    private int spent;

    public bool IsExhausted { get; private set; }

    /// <summary>
    /// Charges a whole expression before it runs; false when that is more than is left. The clock is asked only once there
    /// was real work: a thread that waited for its turn, or for the first compilation, has not used up anything.
    /// </summary>
    public bool Spend(int nodes)
    {
        spent += nodes;
        if (spent > MostNodes || (spent > NodesBeforeClock && clock.GetElapsedTime(started) - waited > MostTime))
            IsExhausted = true;
        return !IsExhausted;
    }

    /// <summary>Charges work on a text by its length; short ones are free.</summary>
    public bool SpendOnText(int length) => length < 1_000 ? !IsExhausted : Spend(length / 100);

    public void Exhaust() => IsExhausted = true;

    public T Waiting<T>(Func<T> call)
    {
        var from = clock.GetTimestamp();
        var answer = call();
        waited += clock.GetElapsedTime(from);
        return answer;
    }
}
