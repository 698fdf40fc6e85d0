using System.Text.Json;
using Storefront.FraudServer.Rules.Calls;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Lists;
using Storefront.FraudServer.Rules.Outside;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Rules;

/// <summary>What rules may name and look into. Everything is optional; what is not configured answers honestly that it is not.</summary>
internal sealed record RuleResources
{
    private static readonly string[] DefaultQueues = ["General"];
    private static readonly string[] DefaultEvents =
        ["Purchase", "AccountLogin", "AccountCreation", "Chargeback", "BankEvent", "Refund", "PurchaseStatus", "Label", "CustomAssessment"];

    /// <summary>The kind of assessment the rules are published for: it decides which models they may ask.</summary>
    public AssessmentKind Kind { get; init; } = AssessmentKind.Purchase;

    public IReadOnlyCollection<string> Queues { get; init; } = DefaultQueues;

    /// <summary>What FROM may name, with the API names of assessments and <c>ApiName:eventName</c>.</summary>
    public IReadOnlyCollection<string> EventTypes { get; init; } = DefaultEvents;

    public ListLibrary Lists { get; init; } = new();
    public IVelocityStore Velocities { get; init; } = new MemoryVelocityStore();

    /// <summary>The name a velocity of an <c>%env</c> is stored under; it changes with the definition, so that counts of two definitions never mix.</summary>
    public Func<string, string, string> SeriesOf { get; init; } = (_, velocity) => velocity;
    public Scorecard? RiskScorecard { get; init; }

    /// <summary>Scores a fingerprinting session.</summary>
    public Scorecard? BotScorecard { get; init; }

    /// <summary>The tables of the operator, who may exchange them while rules run.</summary>
    public Func<GeoTable?> GeoNow { get; init; } = () => null;
    public Func<BinTable?> BinNow { get; init; } = () => null;
    public Func<GibberTable?> GibberishNow { get; init; } = () => null;
    public GeoTable? Geo { get => GeoNow(); init => GeoNow = () => value; }
    public BinTable? Bin { get => BinNow(); init => BinNow = () => value; }
    public GibberTable? Gibberish { get => GibberishNow(); init => GibberishNow = () => value; }
    public Func<string, DeviceSession?>? Devices { get; init; }

    /// <summary>What the bot scorecard says of a session nobody knows.</summary>
    public int UnknownSessionScore { get; init; } = 999;
    public IReadOnlyList<ExternalCallDefinition> ExternalCalls { get; init; } = [];
    public IExternalCaller? ExternalCaller { get; init; }

    /// <summary>Other assessments a rule may ask, by name: that assessment's answer, or null when it cannot be asked.</summary>
    public IReadOnlyDictionary<string, Func<AssessmentCall, Value?>> Assessments { get; init; } = new Dictionary<string, Func<AssessmentCall, Value?>>(StringComparer.Ordinal);
    public IReadOnlyList<UserFunctionDefinition> Functions { get; init; } = [];

    /// <summary>When given, paths that lead nowhere in it are pointed out (W608).</summary>
    public JsonElement? SamplePayload { get; init; }

    /// <summary>Measures the evaluation budget; the time rules see comes with each request.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
    public Random Random { get; init; } = Random.Shared;

    /// <summary>What is decided when rules use up their budget.</summary>
    public Decision WhenBudgetExceeded { get; init; } = Decision.Review;
}
