using System.Collections.Concurrent;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Events;

/// <summary>
/// The rules in force, compiled before the first event: the published versions of the database, or the file of the settings, and the
/// files of the custom assessments. What is published later takes their place at once; an event is judged by one or the other.
/// </summary>
internal sealed class ActiveRules
{
    private readonly RuleCompiler _compiler;
    private readonly List<AssessmentSettings> _assessments;
    private readonly Dictionary<string, RuleBook> _ofAssessments;
    private readonly IReadOnlyList<KeyValuePair<string, RuleBook>> _countingAssessments;
    private readonly Lock _change = new();
    private readonly ConcurrentDictionary<(string EnvironmentId, int Number), bool> _unusable = [];
    private readonly ILogger _log;
    private volatile RulesInForce _inForce;

    public ActiveRules(RuleCompiler compiler, RuleVersions versions, FraudServerSettings settings, Surroundings surroundings, ILogger<ActiveRules> log)
    {
        (_compiler, _log) = (compiler, log);
        _inForce = settings.RulesFile is { } file ? OfFile(file, surroundings.Directory) : OfDatabase(versions);
        _assessments = settings.Assessments;
        IsFile = settings.RulesFile is not null;
        _ofAssessments = settings.Assessments.Select((assessment, i) => (assessment, Key: $"FraudServer:Assessments:{i}:RulesFile")).ToDictionary(
            a => a.assessment.ApiName, a => OfAssessment(a.assessment, surroundings.Directory, a.Key), StringComparer.Ordinal);
        _countingAssessments = [.. _ofAssessments.Where(book => book.Value.HasVelocities)];
    }

    /// <summary>Whether a file of the settings decides; then nothing that is published does.</summary>
    public bool IsFile { get; }

    public RulesInForce InForce => _inForce;

    /// <summary>Every rule text that decides anywhere, with what it is called.</summary>
    public IEnumerable<(string Name, string Text, AssessmentSettings? Assessment)> Texts => _inForce.All.Select(rules => (rules.Name, rules.Book.Text, (AssessmentSettings?)null))
        .Concat(_assessments.Select(assessment => ($"the rules of {assessment.ApiName}", _ofAssessments[assessment.ApiName].Text, (AssessmentSettings?)assessment)));

    public bool CountsVelocities => _inForce.HaveVelocities || _countingAssessments.Count > 0;

    /// <summary>What decides where nothing else is published: the name of a file, or a version.</summary>
    public string Name => _inForce.Own("")!.Name;

    public string Text => _inForce.Own("")!.Book.Text;

    public bool HasRules(string apiName) => _ofAssessments[apiName].HasRules;

    /// <summary>The rules that judge here: those of a custom assessment, or the ones for everything else.</summary>
    public RuleBook Book(string apiName, MerchantEnvironment environment) => apiName.Length > 0 ? _ofAssessments[apiName] : _inForce.Of(environment).Book;

    public Ruling Assess(AssessmentRequest request, MerchantEnvironment environment)
    {
        if (request.ApiName.Length > 0)
            return Assess(_ofAssessments[request.ApiName], request, environment);
        var rules = _inForce.Of(environment);
        return Assess(rules.Book, request, environment) with { RulesVersion = rules.Number };
    }

    /// <summary>What these rules say, whether they are in force or not.</summary>
    public static Ruling Assess(RuleBook book, AssessmentRequest request, MerchantEnvironment environment) => book.Assess(
        request with { Environment = book.Environments.FirstOrDefault(environment.IsNamed), EnvironmentIds = name => IdOf(name, environment) });

    /// <summary>What an event adds to the velocities of every file.</summary>
    public IReadOnlyList<VelocityUpdate> VelocityUpdates(VelocityEvent counted, MerchantEnvironment environment)
    {
        var updates = new List<VelocityUpdate>(VelocityUpdates(_inForce.Of(environment).Book, counted, environment));
        foreach (var (scope, book) in _countingAssessments)
            updates.AddRange(VelocityUpdates(book, counted, environment).Select(update => update with { Velocity = ScopedVelocities.Name(scope, update.Velocity) }));
        return updates;
    }

    /// <summary>What an event adds to the velocities of these rules.</summary>
    public static IReadOnlyList<VelocityUpdate> VelocityUpdates(RuleBook book, VelocityEvent counted, MerchantEnvironment environment) => !book.HasVelocities ? [] : book
        .VelocityUpdates(counted with { Environment = book.Environments.FirstOrDefault(environment.IsNamed), EnvironmentIds = name => IdOf(name, environment) });

    /// <summary>Puts a version in force, unless it or a later one is already.</summary>
    public void Put(PublishedRules rules)
    {
        lock (_change)
            if (!IsFile && (_inForce.Own(rules.EnvironmentId)?.Number ?? 0) < rules.Number)
            {
                _inForce = _inForce.With(rules);
                RuleLog.InForce(_log, rules.Name);
            }
    }

    /// <summary>Takes over what was published elsewhere. A version that cannot be used here leaves the one before it in force.</summary>
    public void Refresh(RuleVersions versions)
    {
        if (IsFile)
            return;
        foreach (var (environmentId, number) in versions.Last())
        {
            if ((_inForce.Own(environmentId)?.Number ?? 0) >= number)
                continue;
            var version = versions.Find(environmentId, number)!;
            var compiled = _compiler.Compile(version.Text, PublishedRules.NameOf(environmentId, number));
            if (compiled.Book is { } book)
                Put(Published(version, book));
            else if (_unusable.TryAdd((environmentId, number), true)) // it is tried again, for a list may come later, but told once
                RuleLog.NotInForce(_log, PublishedRules.NameOf(environmentId, number), string.Join(" ", compiled.Diagnostics.Where(d => d.IsError)));
        }
    }

    // What stands in no environment of the file, or in one the merchant has none for, belongs to the addressed one.
    private static string IdOf(string name, MerchantEnvironment environment) => environment.Chain.FirstOrDefault(e => e.IsNamed(name))?.Id ?? environment.Id;

    private RulesInForce OfFile(string file, string directory)
    {
        const string Key = "FraudServer:RulesFile";
        var (name, text) = Read(file, directory, Key, "leave it out for the rules that were published, for example FraudServer__RulesFile=rules.fql");
        var book = Checked(_compiler.Compile(text, name), $" ({Key} names the rule file)");
        return new([new PublishedRules("", 0, name, VelocityLines.Plain, VelocityLines.Plain.Apply(book))]);
    }

    private RulesInForce OfDatabase(RuleVersions versions) => new(versions.Last().Select(last =>
    {
        var version = versions.Find(last.EnvironmentId, last.Number)!;
        return Published(version, Checked(_compiler.Compile(version.Text, PublishedRules.NameOf(last.EnvironmentId, last.Number)),
            " (these rules were published; to start all the same, let others decide: FraudServer__RulesFile=rules.fql)"));
    }));

    private static PublishedRules Published(RuleVersion version, RuleBook book)
    {
        var lines = VelocityLines.Read(version.Series);
        return new(version.Head.EnvironmentId, version.Number, PublishedRules.NameOf(version.Head.EnvironmentId, version.Number), lines, lines.Apply(book));
    }

    private RuleBook OfAssessment(AssessmentSettings settings, string directory, string key)
    {
        var (name, text) = Read(settings.RulesFile, directory, key, "give a file of rules, in the data folder or with its whole path");
        return VelocityLines.Plain.Apply(Checked(_compiler.Compile(text, name, settings), $" ({key} names the rule file)"));
    }

    private RuleBook Checked(RuleBookResult result, string help)
    {
        foreach (var warning in result.Diagnostics.Where(d => !d.IsError))
            RuleLog.Warning(_log, warning.ToString());
        return result.Book ?? throw new StartException(string.Join(Environment.NewLine, result.Diagnostics.Where(d => d.IsError)) + help);
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

    [LoggerMessage(LogLevel.Information, "The rules in force are {Rules}.")]
    public static partial void InForce(ILogger log, string rules);

    [LoggerMessage(LogLevel.Error, "The published rules {Rules} cannot be used here, those before them stay in force: {Reason}")]
    public static partial void NotInForce(ILogger log, string rules, string reason);
}
