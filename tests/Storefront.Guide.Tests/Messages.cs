using System.Text.RegularExpressions;

namespace Storefront.Tests.Guide;

/// <summary>What the programs say when something is wrong, read out of the code: of each text the longest piece that is always the same.</summary>
internal static partial class Messages
{
    private const int Shortest = 12; // "(root)", "GET" and the like are no messages

    public static IReadOnlyList<(string File, string Text)> InTheCode { get; } =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !NotOurs().IsMatch(Repository.Relative(file)))
            .SelectMany(file => In(File.ReadAllText(file)).Select(text => (Repository.Relative(file), text)))
            .Distinct()];

    private static IEnumerable<string> In(string code) =>
        Saying().Matches(code)
            .Select(match => code[match.Index..End(code, match.Index)])
            .SelectMany(statement => Literal().Matches(statement))
            .Select(literal => Constant(literal.Groups[1].Value.Replace("{{", "‹", StringComparison.Ordinal).Replace("}}", "›", StringComparison.Ordinal)))
            .Where(text => text.Length >= Shortest && text.Contains(' ', StringComparison.Ordinal));

    private static int End(string code, int start)
    {
        var end = code.IndexOf(";\n", start, StringComparison.Ordinal);
        return end < 0 ? code.Length : end;
    }

    // The example changes nothing about what is said.
    private static string Constant(string text) =>
        Hole().Split(Example().Replace(text, "")).Select(piece => piece.Replace('‹', '{').Replace('›', '}').Trim()).MaxBy(piece => piece.Length)!;

    [GeneratedRegex("/(obj|bin|Rules|Migrations|OpenApi)/")]
    private static partial Regex NotOurs();

    // Refused starts and settings; the library's exception; the service's answers; warnings and errors in the log.
    [GeneratedRegex("""new StartRefusedException\(|new StartException\(|yield return \$?"|return "[A-Z]\w+__|\? "[A-Z]\w+__|new FraudProtectionException\(\$|Malformed\([\w.]+, |Unreachable\(\$?"|NoAnswer\(\$?"|new\(\s*\$?"(?:No token|Fraud Protection)|new InvalidOperationException\("(?:The client|Fraud)|new\(\d{3}, "|new\("(?:Token|Jwt)|\.ErrorAsync\(http|Add\((?:string\.Create\(CultureInfo\.InvariantCulture, )?\$"\{Failed\}|LoggerMessage\(LogLevel\.(?:Warning|Error|Critical), |RefuseAsync\(\$?"[A-Z'{]|The bank's database is at""")]
    private static partial Regex Saying();

    [GeneratedRegex("""\$?"((?:[^"\\{\n]|\\.|\{\{|\{(?:[^{}"]|"[^"]*")*\})*)["]""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{(?:[^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"(,? ?[Ff]or example| Examples?:| Set for example)[\s\S]*$")]
    private static partial Regex Example();
}
