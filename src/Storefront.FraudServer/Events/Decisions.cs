using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Fingerprinting;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Outside;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Events;

/// <summary>Asks the rules about an event. A rule that fails costs its own opinion, never the answer.</summary>
internal sealed partial class Decisions(ActiveRules rules, CustomAssessments assessments, Shadows shadows, DeviceSessions devices, FraudServerSettings settings, TimeProvider time, ILogger<Decisions> log)
{
    private const int Deepest = 3; // assessments that ask one another

    // The contract's scores of a sign-up or sign-in whose device nobody fingerprinted.
    private ScoreSample UnknownDevice => new() { RiskScore = settings.Fingerprinting.UnknownSessionScore, BotScore = settings.Fingerprinting.UnknownSessionScore };

    /// <summary>Three parts, informative: the contract's version, the program's, and when its rules were read.</summary>
    public string Version { get; } = string.Create(
        CultureInfo.InvariantCulture, $"1.0:{typeof(Decisions).Assembly.GetName().Version!.ToString(2)}:{time.GetUtcNow().UtcDateTime.ToFileTimeUtc()}");

    public (byte[] Answer, Verdict Verdict, Ruling Ruling) On(Assessment asked, JsonObject body, MerchantEnvironment environment, string correlationId)
    {
        var now = time.GetUtcNow();
        var device = devices.Of(body);
        var request = Request(asked, body, device, environment, now, correlationId, 0);
        var ruling = Rule(request, () => rules.Assess(request, environment));
        var shown = settings.EvaluateDecision == EvaluateDecision.SuppressReject && ruling.Decision == Decision.Reject
            && "Evaluate".Equals(asked.Type(body), StringComparison.OrdinalIgnoreCase)
                ? Decision.Approve
                : ruling.Decision;
        var verdict = new Verdict(ruling.Decision.ToString(), ruling.Rule, ruling.Clause, Detail(ruling)) { Shadow = shadows.Ask(request, environment) };
        return (asked.Answer(new Assessed(body, ruling, environment, correlationId, now) { Shown = shown, Device = device }), verdict, ruling);
    }

    /// <summary>What other rules than those in force answer; nothing is kept and nothing counted.</summary>
    public byte[] Try(RuleBook book, Assessment asked, JsonObject body, MerchantEnvironment environment, string correlationId)
    {
        var (now, device) = (time.GetUtcNow(), devices.Of(body));
        var request = Request(asked, body, device, environment, now, correlationId, 0);
        var ruling = Rule(request, () => ActiveRules.Assess(book, request, environment));
        return asked.Answer(new Assessed(body, ruling, environment, correlationId, now) { Shown = ruling.Decision, Device = device });
    }

    /// <summary>What the rules are asked about an event, now or when it is looked at again.</summary>
    public AssessmentRequest Request(Assessment asked, JsonObject body, MerchantEnvironment environment, DateTimeOffset at, string correlationId) =>
        Request(asked, body, devices.Of(body), environment, at, correlationId, 0);

    // What a rule that asks another assessment is told: that one's own answer (contract, fql 14.2). Nothing is kept, nothing counted.
    private Value? Ask(string apiName, Value input, MerchantEnvironment environment, DateTimeOffset at, string correlationId, int depth)
    {
        if (depth > Deepest || JsonText.Node(input) is not JsonObject body || assessments.Find(2, apiName).Assessment is not { } asked)
            return null;
        if (body["metadata"] is not JsonObject)
            body["metadata"] = new JsonObject();
        var device = devices.Of(body);
        var ruling = rules.Assess(Request(asked, body, device, environment, at, correlationId, depth), environment);
        return Value.Of(JsonElement.Parse(asked.Answer(new Assessed(body, ruling, environment, correlationId, at) { Shown = ruling.Decision, Device = device })));
    }

    private AssessmentRequest Request(Assessment asked, JsonObject body, DeviceSession? device, MerchantEnvironment environment, DateTimeOffset at, string correlationId, int depth) => new()
    {
        Ask = (apiName, input) => Ask(apiName, input, environment, at, correlationId, depth + 1),
        Kind = asked.Kind,
        ApiName = asked.ApiName,
        Payload = JsonSerializer.SerializeToElement(body),
        Now = at,
        CorrelationId = correlationId,
        EventId = asked.EventId(body) ?? "", // a sample somebody tries may have none
        Scores = asked.NeedsDevice && device is null ? UnknownDevice : null,
        DeviceAttributes = device?.Attributes,
    };

    private Ruling Rule(AssessmentRequest request, Func<Ruling> ask)
    {
        try
        {
            return ask();
        }
#pragma warning disable CA1031 // the contract's answer when no rule decides is Approve, and a broken rule decides nothing
        catch (Exception e)
#pragma warning restore CA1031
        {
            NoRuling(log, request.CorrelationId, e);
            return new Ruling
            {
                Decision = Decision.Approve,
                RuleEvaluations = [],
                Output = [],
                CustomProperties = [],
                Traces = [],
                Variables = [],
                Notes = [new Note("R000", "The rules could not be run; the log says why.", "", "", "", 0, 0)],
            };
        }
    }

    /// <summary>What else the rules said, as JSON for whoever looks at the event.</summary>
    public static string? Detail(Ruling ruling)
    {
        var detail = new JsonObject();
        if (ruling.SupportMessage is { } message)
            detail["supportMessage"] = message;
        if (ruling.ChallengeType is { } challenge)
            detail["challengeType"] = challenge;
        if (ruling.ScoreItems.Count > 0)
            detail["score"] = new JsonArray([.. ruling.ScoreItems.Select(i => new JsonObject { ["item"] = i.Name, ["points"] = i.Points, ["reasonCode"] = i.ReasonCode })]);
        if (ruling.Notes.Count > 0)
            detail["notes"] = new JsonArray([.. ruling.Notes.Select(n => new JsonObject { ["code"] = n.Code, ["message"] = n.Message, ["rule"] = n.Rule, ["clause"] = n.Clause, ["line"] = n.Line })]);
        if (ruling.Traces.Count > 0)
            detail["traces"] = new JsonArray([.. ruling.Traces.Select(t => new JsonObject { ["ruleName"] = t.Rule, ["eventType"] = t.EventType, ["eventId"] = t.EventId, ["attributes"] = t.Attributes.DeepClone() })]);
        if (ruling.RulesVersion > 0)
            detail["rulesVersion"] = ruling.RulesVersion;
        return detail.Count == 0 ? null : detail.ToJsonString();
    }

    [LoggerMessage(LogLevel.Error, "The rules could not be run for the call {CorrelationId}; it is answered as if none decided.")]
    private static partial void NoRuling(ILogger log, string correlationId, Exception exception);
}
