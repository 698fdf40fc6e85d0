namespace Storefront.FraudServer.Rules.Commands;

internal static class CheckCommand
{
    private const string Usage = "Usage: check --rules R.fql [--kind purchase|login|create|assessment|custom] [--lists DIR]";

    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var options = new CommandOptions(args, Usage, "--rules", "--kind", "--lists");
        var path = options.Required("--rules");
        var resources = new RuleResources
        {
            Kind = Kinds.Parse(options.Optional("--kind"), Usage),
            Lists = InputFiles.Lists(options.Optional("--lists")),
            RiskScorecard = DefaultFiles.Scorecard,
        };
        var result = RuleBook.Compile(InputFiles.Text(path), path, resources);
        Print(result.Diagnostics, error);
        if (result.HasErrors)
            return RuleCommands.MalformedRule;
        var warnings = result.Diagnostics.Count;
        output.WriteLine(warnings == 0 ? $"{path}: no errors." : $"{path}: no errors, {warnings} {(warnings == 1 ? "warning" : "warnings")}.");
        return RuleCommands.Fine;
    }

    public static void Print(IEnumerable<Diagnostic> diagnostics, TextWriter error)
    {
        foreach (var diagnostic in diagnostics)
        {
            error.WriteLine(diagnostic);
            if (diagnostic.LineText.Length is > 0 and < 200)
                error.WriteLine(string.Join('\n', diagnostic.Caret.Split('\n').Select(l => "    " + l)));
        }
    }
}

/// <summary>The words the commands use for kinds of assessment.</summary>
internal static class Kinds
{
    public static AssessmentKind Parse(string? word, string usage) => word switch
    {
        null or "purchase" => AssessmentKind.Purchase,
        "login" => AssessmentKind.AccountLogin,
        "create" => AssessmentKind.AccountCreation,
        "assessment" => AssessmentKind.Assessment,
        "custom" => AssessmentKind.Custom,
        _ => throw new UsageException($"'{word}' is no kind of assessment.\n{usage}"),
    };
}
