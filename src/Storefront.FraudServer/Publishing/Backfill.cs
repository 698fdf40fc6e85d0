using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.Rules;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Book;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Publishing;

/// <summary>
/// Counts for velocities that are about to begin what came in before, as they would have counted it then: of the last 91 days, which is
/// as far back as any window reaches.
/// </summary>
internal sealed class Backfill(ReceivedLog received, Trials trials, Counting counting, ActiveRules rules, Writer writer, TimeProvider time)
{
    private const int Piece = 200;

    // What is not kept of an event, or not with its old value.
    private static readonly string[] NotKept = ["riskScore", "botScore", "ruleEvaluation.reasons", "ruleEvaluation.challengeType", "@@"];

    /// <summary>The velocities of a text that cannot be counted afterwards.</summary>
    public static IReadOnlyList<string> Impossible(IEnumerable<DefinedVelocity> begun) =>
        [.. begun.Where(v => Array.Exists(NotKept, name => v.Definition.Contains(name, StringComparison.OrdinalIgnoreCase))).Select(v => v.Name)];

    public BackfillRun Begin(string environmentId, RuleBook book, IReadOnlySet<string> series) => new(this, environmentId, book, series);

    /// <summary>One backfill: called again, it goes on where it was.</summary>
    internal sealed class BackfillRun(Backfill backfill, string environmentId, RuleBook book, IReadOnlySet<string> series)
    {
        private readonly CountedOnce _once = new();
        private long _after = -1;

        /// <summary>Counts everything that came in since the last call.</summary>
        public async Task CatchUpAsync()
        {
            if (_after < 0)
                _after = Math.Max(0, backfill.First() - 1);
            while (backfill.After(_after) is { Count: > 0 } rows)
            {
                var updates = rows.SelectMany(row => backfill.Updates(row, environmentId, book, _once)).Where(update => series.Contains(update.Velocity)).ToList();
                if (updates.Count > 0)
                    await backfill.CountAsync(updates);
                _after = rows[^1].Sequence;
            }
        }
    }

    private long First() => received.Since(time.GetUtcNow() - TimeSpan.FromDays(VelocityWindow.UnitsKept(WindowUnit.Day))).First;

    private IReadOnlyList<ReceivedRow> After(long sequence) => received.After(sequence, null, Piece);

    private Task<int> CountAsync(List<VelocityUpdate> updates) => writer.RunAsync(session =>
    {
        foreach (var update in updates)
            VelocityTables.Add(session, update);
        return updates.Count;
    });

    private IReadOnlyList<VelocityUpdate> Updates(ReceivedRow row, string environmentId, RuleBook book, CountedOnce once)
    {
        if (row.Status != StatusCodes.Status200OK || trials.Read(row, out _) is not { } read || !Concerns(read.Environment, environmentId) || !once.Counted(row, read))
            return [];
        var counted = counting.Event(read.Kind, read.Body, row.Verdict is null ? null : Ruling(row.Verdict), read.Environment, read.At, read.CorrelationId);
        if (counted.Primary is not null && !(received.SequenceOfPurchase(row.EnvironmentId, Objects.ObjectKind.Text(read.Body, "purchaseId")!) < row.Sequence))
            counted = counted with { Primary = null }; // the purchase came in later than what is told of it
        return ActiveRules.VelocityUpdates(book, counted, read.Environment);
    }

    // Whether these rules will judge in an environment.
    private bool Concerns(MerchantEnvironment environment, string environmentId)
    {
        for (var place = environment; place is not null; place = place.Parent)
            if (place.Id.Equals(environmentId, StringComparison.OrdinalIgnoreCase))
                return true;
            else if (rules.InForce.Own(place.Id) is not null)
                return false;
        return environmentId.Length == 0;
    }

    private static Ruling Ruling(Verdict verdict) => new()
    {
        Decision = Enum.Parse<Decision>(verdict.Decision),
        Rule = verdict.Rule,
        Clause = verdict.Clause,
        RuleEvaluations = [],
        Output = [],
        CustomProperties = [],
        Traces = [],
        Notes = [],
        Variables = [],
    };
}
