using Storefront.FraudServer.Fingerprinting;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules;
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
            Geo = tables.Geo,
            Bin = tables.Bin,
            Devices = devices.IsEnabled ? devices.Find : null,
            BotScorecard = devices.IsEnabled ? DefaultFiles.BotScorecard : null,
            ExternalCalls = [.. settings.ExternalCalls.Select(ExternalCallCheck.Definition)],
            ExternalCaller = caller,
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

    private RuleResources Of(AssessmentSettings assessment) => _resources with
    {
        Kind = assessment is { Version: 2, HasRiskModel: true } ? AssessmentKind.Assessment : AssessmentKind.Custom,
        Velocities = new ScopedVelocities(assessment.ApiName, _resources.Velocities),
    };
}
