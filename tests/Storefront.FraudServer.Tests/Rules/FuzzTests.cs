using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Storefront.FraudServer.Rules;

namespace Storefront.Tests.FraudServer.Rules;

/// <summary>Whatever is written, the answer is a list of errors or a book that judges; never an exception, never a wait.</summary>
public sealed class FuzzTests
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("STOREFRONT_LONG_TESTS") == "1" ? 100_000 : 4_000;

    private static readonly string[] Words =
    [
        "LET", "WHEN", "RETURN", "OBSERVE", "DO", "SELECT", "ROUTETO", "Queue", "AS", "FROM", "GROUPBY", "AND", "OR", "NOT", "TRUE", "NULL",
        "$a", "$b", "=", "==", "!=", "<", ">=", "+", "-", "*", "/", "%", "&&", "||", "!", "|", "?", ":", ",", ".", "(", ")", "[", "]", "{", "}",
        "1", "2.5", "0", "1d", "30s", "\"text\"", "\"General\"", "'x'", "@\"n\"", "@n", "@@\"o\"", "@@", "@\"list[0].v\"", "Output", "Trace", "Reject",
        "Approve", "Challenge", "SetVariables", "GetVariable", "Math", "Max", "Round", "Length", "Substring", "DateTime", "UtcNow", "Year", "AddDays",
        "CharSet", "Comma", "ContainsAny", "Exists", "Model", "Risk", "Score", "BIN", "Lookup", "Array", "GetValues", "AsJsonArray", "Split", "k", "v",
        "In", "DaysSince", "Convert", "ToInt32", "\n", "\n", "// x\n", "/* */",
    ];

    private static readonly string[] Characters = ["\0", "\uD800", "é", "“", "”", "\\", "\"", "@", "$", ";", "`", "\t", "\r", "1e", "9999999999999999999", "..", "\uFEFF", "%", "#"];

    private static readonly string[] Payloads =
    [
        """{"n":"5","o":{"v":[1,{"k":null}],"k":"x"},"list":[{"v":1},{"v":"2"}]}""", "{}", """{"n":1e308,"zero":0,"o":7,"list":{}}""", """{"n":"","o":[],"list":[null,[[]],"x"]}""",
        """{"n":"2026-02-30T25:61:00Z","o":{"k":"\u0000"},"zero":"0","list":[]}""", """{"n":-79228162514264337593543950336,"o":null,"list":"abc"}""",
    ];

    [Fact]
    public void Random_characters_are_read_or_refused() => Judge(leastBooks: 0, random =>
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 60); i > 0; i--)
            text.Append(random.Next(3) switch { 0 => Characters[random.Next(Characters.Length)], 1 => ((char)random.Next(1, 0x3000)).ToString(), _ => Words[random.Next(Words.Length)] });
        return text.ToString();
    });

    [Fact]
    public void Random_tokens_neither_throw_nor_hang() => Judge(leastBooks: 0, random =>
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 40); i > 0; i--)
            text.Append(random.Next(20) == 0 ? Characters[random.Next(Characters.Length)] : Words[random.Next(Words.Length)]).Append(random.Next(4) == 0 ? "" : " ");
        return text.ToString();
    });

    [Fact]
    public void Random_expressions_are_evaluated_whatever_the_event_holds() => Judge(leastBooks: Rounds / 100, random =>
    {
        var text = new StringBuilder(random.Next(3) switch { 0 => "RETURN Reject() WHEN ", 1 => "OBSERVE Output(v = ", _ => "LET $a = 1 OBSERVE Output(v = " });
        Expression(random, text, 4);
        return text.Append(text.ToString().Contains("OBSERVE", StringComparison.Ordinal) ? ")" : "").ToString();
    });

    private static void Judge(int leastBooks, Func<Random, string> write)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var resources = new RuleResources { RiskScorecard = DefaultFiles.Scorecard, Random = new Random(1) };
        var payloads = Payloads.Select(text => JsonElement.Parse(text)).ToArray();
        var clock = Stopwatch.StartNew();
        var judged = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var text = write(random);
            try
            {
                var result = RuleBook.Compile(text, "fuzz.fql", resources);
                if (result.Book is { } book)
                {
                    judged++;
                    book.Assess(new AssessmentRequest { Kind = AssessmentKind.Purchase, Payload = payloads[random.Next(payloads.Length)], Now = Rulebooks.Noon });
                }
                else
                    Assert.NotEmpty(result.Diagnostics.First(d => d.IsError).ToString());
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, round {round}: {e.GetType().Name} {e.Message}\n{text}\n{e.StackTrace}");
            }
        }

        Assert.True(judged >= leastBooks, $"seed {seed}: only {judged} texts were rules at all");
        Assert.True(clock.Elapsed < TimeSpan.FromMilliseconds(20.0 * Rounds), $"seed {seed}: took {clock.Elapsed}");
    }

    private static void Expression(Random random, StringBuilder text, int depth)
    {
        string[] leaves = ["1", "2.5", "\"a\"", "@\"n\"", "@@\"o\"", "@\"zero\"", "true", "$a", "DateTime.UtcNow", "@@", "Model.Risk().Score", "NULL"];
        string[] operators = [" + ", " - ", " * ", " / ", " % ", " == ", " != ", " < ", " >= ", " && ", " OR "];
        string[] methods = [".Length", ".ToUpper()", ".ToInt32()", ".AsJsonArray()", ".k", "[0]", ".Year", ".Substring(1)", ".ToString()", ".AddDays(1e9)", ".PadLeft(99999)"];
        if (depth == 0 || random.Next(4) == 0)
        {
            text.Append(leaves[random.Next(leaves.Length)]);
            return;
        }
        switch (random.Next(5))
        {
            case 0:
                text.Append("(NOT ");
                Expression(random, text, depth - 1);
                text.Append(')');
                break;
            case 1:
                Expression(random, text, depth - 1);
                text.Append(" ? ");
                Expression(random, text, depth - 1);
                text.Append(" : ");
                Expression(random, text, depth - 1);
                break;
            case 2:
                text.Append('(');
                Expression(random, text, depth - 1);
                text.Append(')').Append(methods[random.Next(methods.Length)]);
                break;
            default:
                text.Append('(');
                Expression(random, text, depth - 1);
                text.Append(operators[random.Next(operators.Length)]);
                Expression(random, text, depth - 1);
                text.Append(')');
                break;
        }
    }
}
