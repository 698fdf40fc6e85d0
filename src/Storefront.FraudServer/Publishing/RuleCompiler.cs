using Storefront.FraudServer.Fingerprinting;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Calls;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Publishing;

/// <summary>Compiles rules with everything this service lets them name: its lists, tables, calls, queues and events.</summary>
internal sealed class RuleCompiler
{
    /// <summary>A text longer than this is not read.</summary>
    public const int LongestText = 512 * 1024;

    private readonly RuleResources _resources;

    public RuleCompiler(
        FraudServerSettings settings, Surroundings surroundings, StoredVelocities velocities, ListFolder lists, OperatorTables tables, HttpCaller caller, DeviceSessions devices)
    {
        var plain = new RuleResources
        {
            Clock = surroundings.Time,
            RiskScorecard = DefaultFiles.Scorecard,
            Velocities = velocities,
            Lists = lists.Lists,
            GeoNow = () => tables.Geo,
            BinNow = () => tables.Bin,
            GibberishNow = () => tables.Gibberish,
            Devices = devices.IsEnabled ? devices.Find : null,
            BotScorecard = devices.IsEnabled ? DefaultFiles.BotScorecard : null,
            UnknownSessionScore = settings.Fingerprinting.UnknownSessionScore,
            ExternalCalls = [.. settings.ExternalCalls.Select(ExternalCallCheck.Definition)],
            ExternalCaller = caller,
            Assessments = settings.Assessments.Where(a => a.Version == 2).ToDictionary(a => a.ApiName, InProcess, StringComparer.OrdinalIgnoreCase),
        };
        _resources = plain with
        {
            EventTypes = [.. plain.EventTypes, .. settings.Assessments.Select(a => a.ApiName)],
            Queues = [.. plain.Queues, .. settings.Queues],
        };
    }

    /// <summary>The same with other lists: whether rules could do with those.</summary>
    public RuleBookResult Compile(string text, string name, AssessmentSettings? assessment, Rules.Lists.ListLibrary lists) =>
        RuleBook.Compile(text, name, (assessment is null ? _resources : Of(assessment)) with { Lists = lists });

    /// <summary>The rules for purchases and accounts.</summary>
    public RuleBookResult Compile(string text, string name) => RuleBook.Compile(text, name, _resources);

    /// <summary>The rules of one of the merchant's own assessments.</summary>
    public RuleBookResult Compile(string text, string name, AssessmentSettings assessment) => RuleBook.Compile(text, name, Of(assessment));

    // What an assessment says is asked without keeping anything; observations and labels come from outside.
    private static Func<AssessmentCall, Value?> InProcess(AssessmentSettings assessment) => call =>
        call.Verb.Equals("Evaluate", StringComparison.OrdinalIgnoreCase) ? call.Frame.Ask?.Invoke(assessment.ApiName, call.Input) : null;

    private RuleResources Of(AssessmentSettings assessment) => _resources with
    {
        Kind = assessment is { Version: 2, HasRiskModel: true } ? AssessmentKind.Assessment : AssessmentKind.Custom,
        Velocities = new ScopedVelocities(assessment.ApiName, _resources.Velocities),
    };
}
