using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Publishing;

/// <summary>
/// The drafts that are asked about live events. What they say is kept beside the decision and changes nothing: velocities count once,
/// for the rules in force, and external calls are not made a second time.
/// </summary>
internal sealed partial class Shadows(ShadowLog shadows, RuleVersions versions, ActiveRules rules, RuleCompiler compiler, Writer writer, TimeProvider time, ILogger<Shadows> log)
{
    private volatile IReadOnlyDictionary<string, (int Number, RuleBook? Book)> _running = new Dictionary<string, (int, RuleBook?)>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the shadow of the rules that judge here says; null when none runs.</summary>
    public ShadowVerdict? Ask(AssessmentRequest request, MerchantEnvironment environment)
    {
        var running = _running;
        if (running.Count == 0 || request.ApiName.Length > 0)
            return null;
        var place = environment;
        while (place is not null && !running.ContainsKey(place.Id) && rules.InForce.Own(place.Id) is null)
            place = place.Parent;
        if (!running.TryGetValue(place?.Id ?? "", out var shadow) || shadow.Book is null)
            return null;
        try
        {
            var ruling = ActiveRules.Assess(shadow.Book, request, environment);
            return new ShadowVerdict(place?.Id ?? "", shadow.Number, ruling.Decision.ToString(), ruling.Rule, ruling.Clause);
        }
#pragma warning disable CA1031 // a shadow never costs an event anything
        catch (Exception e)
#pragma warning restore CA1031
        {
            NotAsked(log, request.CorrelationId, e);
            return null;
        }
    }

    /// <summary>Takes over what was started or stopped elsewhere.</summary>
    public void Refresh()
    {
        var known = _running;
        var running = shadows.Running();
        if (running.Count == known.Count && running.All(shadow => known.TryGetValue(shadow.EnvironmentId, out var before) && before.Number == shadow.Number))
            return;
        _running = running.ToDictionary(
            shadow => shadow.EnvironmentId,
            shadow => known.TryGetValue(shadow.EnvironmentId, out var before) && before.Number == shadow.Number ? before : (shadow.Number, Book(shadow.EnvironmentId, shadow.Text)),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Lets the draft run beside the rules in force, in place of another one. Null, or why not.</summary>
    public async Task<string?> StartAsync(string environmentId, Person by)
    {
        if (versions.Draft(environmentId) is not { } draft)
            return "There is no draft.";
        if (Book(environmentId, draft.Text) is null)
            return "The draft has errors.";
        await writer.RunAsync(session =>
        {
            End(session, environmentId);
            var number = (session.Scalar("SELECT MAX(number) FROM rule_shadow WHERE environment_id = $1", environmentId) as long? ?? 0) + 1;
            session.Execute(
                "INSERT INTO rule_shadow (environment_id, number, text, started_at, started_by) VALUES ($1, $2, $3, $4, $5)",
                environmentId, number, draft.Text, time.GetUtcNow().ToUnixTimeMilliseconds(), by.Name);
            by.Record(session, "rules.shadow.start", Subject(environmentId), null, new { number, draft.Edition });
            return number;
        });
        Refresh();
        return null;
    }

    public async Task StopAsync(string environmentId, Person by)
    {
        await writer.RunAsync(session =>
        {
            if (End(session, environmentId) > 0)
                by.Record(session, "rules.shadow.stop", Subject(environmentId), null, null);
            return 0;
        });
        Refresh();
    }

    private int End(WriteSession session, string environmentId) =>
        session.Execute("UPDATE rule_shadow SET ended_at = $2 WHERE environment_id = $1 AND ended_at IS NULL", environmentId, time.GetUtcNow().ToUnixTimeMilliseconds());

    private RuleBook? Book(string environmentId, string text) => compiler.Compile(text, "shadow").Book is { } book
        ? VelocityLines.Continue(rules.InForce.Own(environmentId) ?? rules.InForce.Own(""), book, "shadow").Apply(book).With(resources => resources with { ExternalCaller = null })
        : null;

    private static string Subject(string environmentId) => environmentId.Length == 0 ? "rules" : $"rules of {environmentId}";

    [LoggerMessage(LogLevel.Warning, "The shadow could not be asked about the call {CorrelationId}; the event is not touched by it.")]
    private static partial void NotAsked(ILogger log, string correlationId, Exception exception);
}
