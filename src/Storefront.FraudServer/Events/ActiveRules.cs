using Storefront.FraudServer.Fingerprinting;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Events;

/// <summary>The rules in force, compiled once at start: the file of the settings or the shipped one, and those of the custom assessments.</summary>
internal sealed class ActiveRules
{
    private readonly RuleBook _book;
    private readonly Dictionary<string, RuleBook> _ofAssessments;
    private readonly IEnumerable<KeyValuePair<string, RuleBook>> _counting;
    private readonly ILogger _log;

    public ActiveRules(
        FraudServerSettings settings, Surroundings surroundings, StoredVelocities velocities, ListFolder lists, OperatorTables tables, HttpCaller caller,
        DeviceSessions devices, ILogger<ActiveRules> log)
    {
        _log = log;
        var resources = new RuleResources
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
        resources = resources with
        {
            EventTypes = [.. resources.EventTypes, .. settings.Assessments.Select(a => a.ApiName)],
            Queues = [.. resources.Queues, .. settings.Queues],
        };
        (FileName, var text) = settings.RulesFile is { } file
            ? Read(file, surroundings.Directory, "FraudServer:RulesFile", "leave it out for the shipped rules, for example FraudServer__RulesFile=rules.fql")
            : (DefaultFiles.RulesName, DefaultFiles.Rules);
        _book = Compile(text, FileName, resources, "FraudServer:RulesFile");
        _ofAssessments = settings.Assessments.Select((assessment, i) => (assessment, Key: $"FraudServer:Assessments:{i}:RulesFile")).ToDictionary(
            a => a.assessment.ApiName, a => OfAssessment(a.assessment, surroundings.Directory, resources, a.Key), StringComparer.Ordinal);
        _counting = [.. _ofAssessments.Prepend(new("", _book)).Where(book => book.Value.HasVelocities)];
    }

    public bool CountsVelocities => _counting.Any();

    public string FileName { get; }

    public string Text => _book.Text;

    public bool HasRules(string apiName) => _ofAssessments[apiName].HasRules;

    public Ruling Assess(AssessmentRequest request, MerchantEnvironment environment)
    {
        var book = request.ApiName.Length == 0 ? _book : _ofAssessments[request.ApiName];
        return book.Assess(request with { Environment = book.Environments.FirstOrDefault(environment.IsNamed), EnvironmentIds = name => IdOf(name, environment) });
    }

    /// <summary>What an event adds to the velocities of every file.</summary>
    public IReadOnlyList<VelocityUpdate> VelocityUpdates(VelocityEvent counted, MerchantEnvironment environment) => [.. _counting.SelectMany(named => named.Value
        .VelocityUpdates(counted with { Environment = named.Value.Environments.FirstOrDefault(environment.IsNamed), EnvironmentIds = name => IdOf(name, environment) })
        .Select(update => update with { Velocity = ScopedVelocities.Name(named.Key, update.Velocity) }))];

    // What stands in no environment of the file, or in one the merchant has none for, belongs to the addressed one.
    private static string IdOf(string name, MerchantEnvironment environment) => environment.Chain.FirstOrDefault(e => e.IsNamed(name))?.Id ?? environment.Id;

    private RuleBook OfAssessment(AssessmentSettings settings, string directory, RuleResources resources, string key)
    {
        var (name, text) = Read(settings.RulesFile, directory, key, "give a file of rules, in the data folder or with its whole path");
        return Compile(text, name, resources with
        {
            Kind = settings is { Version: 2, HasRiskModel: true } ? AssessmentKind.Assessment : AssessmentKind.Custom,
            Velocities = new ScopedVelocities(settings.ApiName, resources.Velocities),
        }, key);
    }

    private RuleBook Compile(string text, string name, RuleResources resources, string key)
    {
        var result = RuleBook.Compile(text, name, resources);
        foreach (var warning in result.Diagnostics.Where(d => !d.IsError))
            RuleLog.Warning(_log, warning.ToString());
        return result.Book ?? throw new StartException(
            string.Join(Environment.NewLine, result.Diagnostics.Where(d => d.IsError)) + $" ({key} names the rule file)");
    }

    private static (string Name, string Text) Read(string file, string directory, string key, string help)
    {
        var path = Path.Combine(directory, file);
        return File.Exists(path) ? (path, File.ReadAllText(path)) : throw new StartException($"{key} names '{path}', which is not there; {help}");
    }
}

internal static partial class RuleLog
{
    [LoggerMessage(LogLevel.Warning, "{Remark}")]
    public static partial void Warning(ILogger log, string remark);
}
