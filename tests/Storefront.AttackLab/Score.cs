using System.Globalization;
using Storefront.AttackLab.Traffic;

namespace Storefront.AttackLab;

/// <summary>What was stopped, against what should have been.</summary>
internal sealed class Score
{
    private readonly Dictionary<Truth, (int Stopped, int Passed, int HonestStopped, int HonestPassed)> counts = [];

    public void Add(Step step, bool isStopped)
    {
        var attack = AttackOn(step);
        var (stopped, passed, honestStopped, honestPassed) = counts.GetValueOrDefault(attack);
        counts[attack] = (step.Truth == Truth.Honest, isStopped) switch
        {
            (false, true) => (stopped + 1, passed, honestStopped, honestPassed),
            (false, false) => (stopped, passed + 1, honestStopped, honestPassed),
            (true, true) => (stopped, passed, honestStopped + 1, honestPassed),
            (true, false) => (stopped, passed, honestStopped, honestPassed + 1),
        };
    }

    /// <summary>How many of those stopped were attackers; null where nobody was stopped.</summary>
    public double? Precision(Truth attack) => counts.GetValueOrDefault(attack) is var (stopped, _, honest, _) && stopped + honest > 0 ? (double)stopped / (stopped + honest) : null;

    /// <summary>How many of the attacker's steps were stopped; null where there were none, or nobody judged them.</summary>
    public double? Recall(Truth attack) => counts.GetValueOrDefault(attack) is var (stopped, passed, _, _) && stopped + passed > 0 ? (double)stopped / (stopped + passed) : null;

    /// <summary>Of a hundred honest steps that were judged, how many were stopped.</summary>
    public double? HonestStopped =>
        counts.Values.Sum(count => count.HonestStopped + count.HonestPassed) is > 0 and var honest ? 100.0 * counts.Values.Sum(count => count.HonestStopped) / honest : null;

    public static string Heading =>
        $"{"",-18}{"card testing",-22}{"account takeover",-22}{"refund abuse",-22}honest people{Environment.NewLine}{"rules",-18}{string.Concat(Enumerable.Repeat($"{"precision",-11}{"recall",-11}", 3))}stopped";

    public string Line(string rules) => string.Create(CultureInfo.InvariantCulture,
        $"{rules,-18}{string.Concat(new[] { Truth.CardTesting, Truth.AccountTakeover, Truth.RefundAbuse }.Select(attack => $"{Share(Precision(attack)),-11}{Share(Recall(attack)),-11}"))}{(HonestStopped is { } percent ? percent.ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-")}");

    private static string Share(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    // Buying is judged against card testing, signing in against takeovers, asking for money against abuse.
    private static Truth AttackOn(Step step) => step switch
    {
        Buy => Truth.CardTesting,
        LogIn => Truth.AccountTakeover,
        _ => Truth.RefundAbuse,
    };
}
