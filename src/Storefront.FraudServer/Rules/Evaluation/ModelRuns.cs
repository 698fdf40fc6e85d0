using Storefront.FraudServer.Rules.Outside;

namespace Storefront.FraudServer.Rules.Evaluation;

/// <summary>The scores of one assessment: each model runs when first needed, and once.</summary>
internal sealed class ModelRuns(ScoreSample? sample = null)
{
    public const string NotAvailable = "NOT_AVAILABLE";
    private static readonly ModelScore None = new(-1, NotAvailable);
    private static readonly string[] DeviceParts = ["deviceContext", "device"];
    private readonly Dictionary<string, ModelScore> sessions = new(StringComparer.Ordinal);
    private ScorecardResult? risk;

    /// <summary>Whether a rule asked, as opposed to the service scoring every event.</summary>
    public bool RiskAsked { get; set; }
    public bool BotAsked { get; set; }

    public ScorecardResult Risk(Frame frame) => risk ??= sample?.RiskScore is { } score
        ? new ScorecardResult(score, sample.RiskReason, [])
        : frame.Resources.RiskScorecard?.Score(frame.Context, frame.Resources, frame.Now) ?? new ScorecardResult(-1, NotAvailable, []);

    public ModelScore Bot(Frame frame, string session)
    {
        if (!sessions.TryGetValue(session, out var score))
            sessions[session] = score = Run(frame, session);
        return score;
    }

    /// <summary>The bot score of the session the event itself names, read as <c>@"botScore"</c>.</summary>
    public int EventBotScore(Frame frame)
    {
        if (sample?.BotScore is { } fixedScore)
            return fixedScore;
        var body = Value.Of(frame.Context.Body);
        var session = body.Member("deviceFingerprinting").Member("id");
        foreach (var part in DeviceParts)
            if (session.IsAbsent)
                session = body.Member(part).Member("deviceContextId");
        if (session.IsAbsent)
            session = body.Member("deviceContextId");
        return Bot(frame, JsonText.Of(session)).Score;
    }

    private static ModelScore UnknownSession(Frame frame) => new(frame.Resources.UnknownSessionScore, "NO_DEVICE_SESSION");

    private ModelScore Run(Frame frame, string session)
    {
        if (sample is { Sessions.Count: > 0 } or { BotScore: not null })
            return sample.Sessions.GetValueOrDefault(session) ?? UnknownSession(frame);
        if (frame.Resources.BotScorecard is not { } scorecard)
            return None;
        if (frame.Resources.Devices?.Invoke(session) is not { } device)
            return UnknownSession(frame);
        var context = new EventContext(device.Attributes);
        var result = scorecard.Score(context, frame.Resources, frame.Now);
        return new ModelScore(result.Score, result.ReasonCodes);
    }
}
