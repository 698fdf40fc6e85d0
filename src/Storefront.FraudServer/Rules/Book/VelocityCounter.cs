using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Rules.Book;

/// <summary>Works out what one event adds to which velocities. Everything is evaluated before anything is counted.</summary>
internal static class VelocityCounter
{
    public static List<VelocityUpdate> Updates(CompiledBook book, VelocityEvent counted)
    {
        var updates = new List<VelocityUpdate>();
        var addressed = counted.Environment is null ? book.Environments.Count - 1
            : book.Environments.ToList().FindIndex(e => e.Name.Equals(counted.Environment, StringComparison.OrdinalIgnoreCase));
        if (!book.Environments.Take(addressed + 1).Any(e => e.Sets.Any(s => s.Velocities.Any(v => IsFor(v, counted)))))
            return updates;

        var frame = new Frame(Context(counted), book.Resources, counted.At.UtcDateTime, book.VariableCount, book.PathCount)
        {
            CorrelationId = counted.CorrelationId,
            EnvironmentIds = counted.EnvironmentIds,
            Globals = counted.Ruling?.Globals ?? new GlobalVariables(),
        };
        for (var i = 0; i <= addressed; i++)
        {
            frame.EnvironmentIndex = i;
            frame.Environment = book.Environments[i].Name;
            foreach (var set in book.Environments[i].Sets)
                Add(set, counted, frame, updates);
        }
        return updates;
    }

    private static bool IsFor(CompiledVelocity velocity, VelocityEvent counted) => counted.Types.Any(velocity.Events.Contains);

    private static EventContext Context(VelocityEvent counted)
    {
        var context = new EventContext(counted.Body);
        if (counted.Primary is { } primary)
            context.Additions.Set(counted.PrimaryName, Value.Of(primary));
        if (counted.Ruling is not { } ruling)
            return context;
        if (ruling.RiskScore >= 0)
            context.Additions.Set("riskScore", Value.Of((long)ruling.RiskScore));
        if (ruling.BotScore >= 0)
            context.Additions.Set("botScore", Value.Of((long)ruling.BotScore));
        context.Additions.Set("ruleEvaluation", Value.Of(new ValueObject()
            .With("decision", Value.Of(ruling.Decision.ToString()))
            .With("rule", Value.Of(ruling.Rule))
            .With("clauseName", Value.Of(ruling.Clause))
            .With("reasons", Value.Of(ruling.Reason is { } reason ? [Value.Of(reason)] : Array.Empty<Value>()))
            .With("challengeType", Value.Of(ruling.ChallengeType ?? ""))));
        return context;
    }

    private static void Add(CompiledSet set, VelocityEvent counted, Frame frame, List<VelocityUpdate> updates)
    {
        if (!set.Velocities.Any(v => IsFor(v, counted)))
            return;
        frame.Rule = set.Name;
        if (!frame.Budget.Spend(1 + set.Condition.Nodes) || !set.Condition.Holds(frame))
            return;
        foreach (var velocity in set.Velocities.Where(v => IsFor(v, counted)))
        {
            frame.Clause = velocity.Name;
            if (frame.Budget.Spend(velocity.Nodes) && Update(velocity, counted, frame) is { } update && !frame.Budget.IsExhausted)
                updates.Add(update);
        }
    }

    // A fault anywhere, a key that is empty or no scalar: the event does not contribute.
    private static VelocityUpdate? Update(CompiledVelocity velocity, VelocityEvent counted, Frame frame)
    {
        foreach (var let in velocity.Lets)
            let.Run(frame);
        if (velocity.Test is { } test && !(frame.Guard(test, out var holds) && holds))
            return null;
        if (!frame.Guard(velocity.Key, out var key) || key.IsContainer || JsonText.Of(key) is not { Length: > 0 } keyText)
            return null;
        var value = Value.Missing;
        if (velocity.Value is { } counts && !frame.Guard(counts, out value))
            return null;
        var text = velocity.Kind == VelocityKind.DistinctCount ? JsonText.Of(value) : "";
        if (velocity.Kind == VelocityKind.DistinctCount && text.Length == 0)
            return null;
        if (velocity.Kind == VelocityKind.Sum && Math.Abs(value.Double) is not < 1e20)
            return null;
        var amount = velocity.Kind == VelocityKind.Sum ? (decimal)value.Double : 1;
        return new VelocityUpdate(frame.EnvironmentId(frame.Environment), frame.Resources.SeriesOf(frame.Environment, velocity.Name), velocity.Kind, keyText, amount, text, counted.At.UtcDateTime);
    }
}
