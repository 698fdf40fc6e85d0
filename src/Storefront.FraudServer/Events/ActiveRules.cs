using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Events;

/// <summary>The rules in force, compiled once at start: the file of the settings, or the one shipped with the program.</summary>
internal sealed class ActiveRules
{
    private readonly RuleBook _book;

    public ActiveRules(FraudServerSettings settings, Surroundings surroundings, ILogger<ActiveRules> log)
    {
        (FileName, var text) = Read(settings.RulesFile, surroundings.Directory);
        var result = RuleBook.Compile(text, FileName, new RuleResources
        {
            Kind = AssessmentKind.Purchase,
            Clock = surroundings.Time,
            RiskScorecard = DefaultFiles.Scorecard,
        });
        _book = result.Book ?? throw new StartException(
            string.Join(Environment.NewLine, result.Diagnostics.Where(d => d.IsError)) + " (FraudServer:RulesFile names the rule file)");
        foreach (var warning in result.Diagnostics)
            RuleLog.Warning(log, warning.ToString());
    }

    public string FileName { get; }

    public string Text => _book.Text;

    public Ruling Assess(AssessmentRequest request, MerchantEnvironment environment) => _book.Assess(request with
    {
        Environment = _book.Environments.FirstOrDefault(environment.IsNamed),
        // What stands in no environment of the file, or in one the merchant has none for, belongs to the addressed one.
        EnvironmentIds = name => environment.Chain.FirstOrDefault(e => e.IsNamed(name))?.Id ?? environment.Id,
    });

    private static (string Name, string Text) Read(string? file, string directory)
    {
        if (file is not null)
        {
            var path = Path.Combine(directory, file);
            return File.Exists(path)
                ? (path, File.ReadAllText(path))
                : throw new StartException($"FraudServer:RulesFile names '{path}', which is not there; leave it out for the shipped rules, for example FraudServer__RulesFile=rules.fql");
        }

        return (DefaultFiles.RulesName, DefaultFiles.Rules);
    }
}

internal static partial class RuleLog
{
    [LoggerMessage(LogLevel.Warning, "{Remark}")]
    public static partial void Warning(ILogger log, string remark);
}
