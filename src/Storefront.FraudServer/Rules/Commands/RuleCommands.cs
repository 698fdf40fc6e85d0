namespace Storefront.FraudServer.Rules.Commands;

/// <summary>
/// The commands about rules: <c>evaluate</c>, <c>check</c>, <c>cases</c>. They read files and print; no port is opened and no
/// data folder touched. Exit codes: 0 fine, 1 a case failed, 2 a malformed rule, 3 an input that cannot be read, 64 wrong usage.
/// </summary>
internal static class RuleCommands
{
    public const int Fine = 0, CaseFailed = 1, MalformedRule = 2, UnreadableInput = 3, WrongUsage = 64;

    /// <summary>False when the arguments are no command of these.</summary>
    public static bool TryRun(string[] args, TextWriter output, TextWriter error, out int exitCode)
    {
        exitCode = Fine;
        Func<string[], TextWriter, TextWriter, int>? command = args.FirstOrDefault() switch
        {
            "evaluate" => EvaluateCommand.Run,
            "check" => CheckCommand.Run,
            "cases" => CasesCommand.Run,
            _ => null,
        };
        if (command is null)
            return false;
        try
        {
            exitCode = command(args[1..], output, error);
        }
        catch (UsageException e)
        {
            error.WriteLine(e.Message);
            exitCode = WrongUsage;
        }
        catch (UnreadableException e)
        {
            error.WriteLine(e.Message);
            exitCode = UnreadableInput;
        }
        output.Flush();
        error.Flush();
        return true;
    }
}

/// <summary>The command was called wrongly; the message says how it is called.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>An input file is missing or is not what it should be; the message names it.</summary>
internal sealed class UnreadableException(string message) : Exception(message);
