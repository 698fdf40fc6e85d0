using Storefront.FraudServer.Rules.Cases;

namespace Storefront.FraudServer.Rules.Commands;

/// <summary>Runs conformance cases: prints every failure with what was expected and what came, and ends with the counts.</summary>
internal static class CasesCommand
{
    private const string Usage = "Usage: cases FILE…";

    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal))
            throw new UsageException(Usage);
        int passed = 0, failed = 0;
        Fixture? fixture = null;
        try
        {
            foreach (var path in args)
            {
                var file = CaseFile.Read(path, InputFiles.Text(path));
                fixture = file.Fixture ?? fixture ?? Fixture.Empty;
                foreach (var item in file.Cases)
                {
                    var failures = item.Run(fixture);
                    passed += failures.Count == 0 ? 1 : 0;
                    failed += failures.Count == 0 ? 0 : 1;
                    foreach (var failure in failures)
                        output.WriteLine($"{path}:{failure.Line}: {item.Id} {failure.Message}");
                }
            }
        }
        catch (MalformedCaseException e)
        {
            error.WriteLine(e.Message);
            return RuleCommands.UnreadableInput;
        }
        output.WriteLine($"{passed} passed, {failed} failed");
        return failed > 0 ? RuleCommands.CaseFailed : RuleCommands.Fine;
    }
}
