using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Outside;

internal sealed record ScorecardResult(int Score, string ReasonCodes, IReadOnlyList<ScoreItem> Items);

internal sealed record ScorecardItem(string Name, int Points, string ReasonCode, IReadOnlyList<LetStep> Lets, Func<Frame, bool> Test, int Nodes);

/// <summary>
/// A score anybody can check: a base and points for every item whose condition holds, held between 0 and 999. No model and no
/// learning; what counts, how much and why is in the file, and every item that counted is listed with the score.
/// </summary>
internal sealed class Scorecard(int version, int basePoints, IReadOnlyList<ScorecardItem> items, int variables, int paths)
{
    public int Version { get; } = version;
    public int Base { get; } = basePoints;
    public IReadOnlyList<ScorecardItem> Items { get; } = items;

    public ScorecardResult Score(EventContext context, RuleResources resources, DateTime now)
    {
        // A budget of its own: rules that spent theirs do not change the score.
        var frame = new Frame(context, resources, now, variables, paths);
        var matched = new List<ScoreItem>();
        long score = Base;
        foreach (var item in Items)
        {
            if (!frame.Budget.Spend(item.Nodes))
                break;
            foreach (var let in item.Lets)
                let.Run(frame);
            if (!frame.Guard(item.Test, out var holds) || !holds)
                continue;
            score += item.Points;
            matched.Add(new ScoreItem(item.Name, item.Points, item.ReasonCode));
        }
        var reasons = matched.Where(m => m.Points > 0 && m.ReasonCode.Length > 0).OrderByDescending(m => m.Points).Select(m => m.ReasonCode).Distinct(StringComparer.Ordinal);
        return new ScorecardResult((int)Math.Clamp(score, 0, 999), string.Join(',', reasons), matched);
    }
}
