using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules.Commands;

namespace Storefront.Tests.FraudServer.Rules;

public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fql-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Put(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private (int ExitCode, JsonObject Answer, string Error) Evaluate(string rules, string payload, params string[] more)
    {
        var (exitCode, output, error) = ConformanceTests.Run(["evaluate", "--rules", Put("r.fql", rules), "--payload", Put("p.json", payload), .. more]);
        return (exitCode, output.Length == 0 ? [] : JsonNode.Parse(output)!.AsObject(), error);
    }

    [Fact]
    public void Evaluate_prints_one_object_with_what_was_decided()
    {
        var (exitCode, answer, error) = Evaluate("""
            %rule Big
            %clause Over
            DO SetVariables(seen = @@"n")
            OBSERVE Output(twice = @"n" * 2), Trace(n = @"n")
            RETURN Challenge("SMS", "big", "call back") WHEN @"n" > 10
            """, """{"n":11}""");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(["decision", "reason", "supportMessage", "challengeType", "rule", "clause", "output", "variables", "trace"], answer.Select(m => m.Key));
        Assert.Equal("""{"decision":"Challenge","reason":"big","supportMessage":"call back","challengeType":"SMS","rule":"Big","clause":"Over","output":{"Over":{"twice":22}},"variables":{"seen":11},"trace":[{"rule":"Big","attributes":{"n":"11"}}]}""",
            answer.ToJsonString());
    }

    [Fact]
    public void A_file_without_a_directive_is_one_clause() =>
        Assert.Equal("Reject", (string?)Evaluate("RETURN Reject(\"x\") WHEN @\"n\" == 1", """{"n":1}""").Answer["decision"]);

    [Fact]
    public void Faults_go_to_standard_error_with_their_place()
    {
        var (exitCode, _, error) = Evaluate("RETURN Reject()\n  WHEN 1 / @\"n\" > 0", "{}");
        Assert.Equal(0, exitCode);
        Assert.Contains("r.fql:2:10: R701 ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("purchase", "early:,late:20")]
    [InlineData("assessment", "early:7,late:7")]
    public void The_kind_decides_what_is_visible(string kind, string expected)
    {
        var (_, answer, _) = Evaluate("""
            %clause Late stage=risk
            OBSERVE Output(v = @"riskScore")
            %clause Early
            OBSERVE Output(v = @"riskScore")
            """, """{"riskScore":7,"user":{"email":"a@b.example"},"deviceContext":{"deviceContextId":"x","ipAddress":"192.0.2.1"}}""", "--kind", kind);
        Assert.Equal(expected, $"early:{answer["output"]!["Early"]!["v"]},late:{answer["output"]!["Late"]!["v"]}");
    }

    [Fact]
    public void Lists_come_from_a_folder()
    {
        Put("lists/Risky Emails.csv", "Email,Note\n\"eve@bad.example\",\"test, cards\"\n");
        Put("lists/support/Email Support List.csv", "value,status,reason,expires\nbad@bad.example,Block,chargebacks,\nold@bad.example,Block,,2026-03-01T00:00:00Z\n");
        const string Rules = """
            %clause A
            OBSERVE Output(note = Lookup("Risky Emails", "Email", @"e", "Note"))
            RETURN Reject("listed") WHEN IsBlock("Email Support List", @"e")
            """;

        Assert.Equal("Reject", (string?)Evaluate(Rules, """{"e":"BAD@bad.example"}""", "--lists", Path.Combine(folder, "lists")).Answer["decision"]);
        Assert.Equal("Approve", (string?)Evaluate(Rules, """{"e":"old@bad.example"}""", "--lists", Path.Combine(folder, "lists"), "--now", "2026-03-02").Answer["decision"]);
        Assert.Equal("Reject", (string?)Evaluate(Rules, """{"e":"old@bad.example"}""", "--lists", Path.Combine(folder, "lists"), "--now", "2026-02-28").Answer["decision"]);
        Assert.Equal("test, cards", (string?)Evaluate(Rules, """{"e":"eve@bad.example"}""", "--lists", Path.Combine(folder, "lists")).Answer["output"]!["A"]!["note"]);
    }

    [Fact]
    public void History_feeds_the_velocities_up_to_now()
    {
        var history = Put("h.ndjson", """
            {"type":"Purchase","time":"2026-03-15T10:00:00Z","event":{"u":"a","t":10}}

            {"type":"Purchase","time":"2026-03-15T11:59:00Z","event":{"u":"a","t":2.5}}
            {"type":"Purchase","time":"2026-03-15T13:00:00Z","event":{"u":"a","t":100}}
            {"type":"Refund","time":"2026-03-15T11:59:00Z","event":{"u":"a","t":50}}
            """);
        var (_, answer, error) = Evaluate("""
            %set V
            %velocity SELECT Sum(@"t") AS spend FROM Purchase GROUPBY @"u"
            %clause A
            OBSERVE Output(h = Velocity.spend(@"u", 1h), d = Velocity.spend(@"u", 1d))
            """, """{"u":"a"}""", "--history", history, "--now", "2026-03-15T12:30:00Z");
        Assert.Equal("", error);
        Assert.Equal("""{"A":{"h":2.5,"d":12.5}}""", answer["output"]!.ToJsonString());
    }

    [Fact]
    public void A_malformed_rule_is_exit_code_2_with_the_line_of_the_file()
    {
        var (exitCode, _, error) = Evaluate("// first line\n%rule R\n%when WHEN @\"n\" >> 1\n%clause A\nRETURN Reject(\n%clause B\nRETURN Reject() WHEN $x\n", "{}");
        Assert.Equal(2, exitCode);
        var lines = error.Split('\n').Where(l => l.StartsWith(folder, StringComparison.Ordinal)).Select(l => l[(folder.Length + 1)..]).ToList();
        Assert.Equal(3, lines.Count);
        Assert.StartsWith("r.fql:3:18: E201 ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("r.fql:5:14: E202 ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("r.fql:7:22: E303 ", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("")]
    public void A_payload_that_is_no_object_is_exit_code_3(string payload) => Assert.Equal(3, Evaluate("RETURN Reject()", payload).ExitCode);

    [Fact]
    public void A_missing_file_is_exit_code_3_and_named()
    {
        var (exitCode, _, error) = ConformanceTests.Run("evaluate", "--rules", Path.Combine(folder, "none.fql"), "--payload", Put("p.json", "{}"));
        Assert.Equal(3, exitCode);
        Assert.Contains("none.fql", error, StringComparison.Ordinal);
        Assert.Equal(3, Evaluate("RETURN Reject()", "{}", "--lists", Path.Combine(folder, "nowhere")).ExitCode);
        Assert.Equal(3, Evaluate("RETURN Reject()", "{}", "--history", Put("h", "{\"type\":\"Purchase\"}")).ExitCode);
        Put("l/support/X.csv", "value,status\na,Maybe\n");
        Assert.Equal(3, Evaluate("RETURN Reject()", "{}", "--lists", Path.Combine(folder, "l")).ExitCode);
        Assert.Equal(3, ConformanceTests.Run("cases", Path.Combine(folder, "none.md")).ExitCode);
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("evaluate", "--rules", "r.fql")]
    [InlineData("evaluate", "--rules")]
    [InlineData("evaluate", "--rules", "r", "--payload", "p", "--kind", "theft")]
    [InlineData("evaluate", "--rules", "r", "--payload", "p", "--now", "soon")]
    [InlineData("evaluate", "--rules", "r", "--payload", "p", "--colour", "red")]
    [InlineData("evaluate", "--rules", "r", "--payload", "p", "--rules", "s")]
    [InlineData("check")]
    [InlineData("check", "r.fql")]
    [InlineData("cases")]
    [InlineData("cases", "--all")]
    public void Wrong_usage_is_exit_code_64_and_says_how(params string[] args)
    {
        var (exitCode, output, error) = ConformanceTests.Run(args);
        Assert.Equal((64, ""), (exitCode, output));
        Assert.Contains($"Usage: {args[0]} ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_names_every_error_and_is_content_with_the_shipped_rules()
    {
        Assert.Equal(0, ConformanceTests.Run("check", "--rules", Put("d.fql", Storefront.FraudServer.Rules.DefaultFiles.Rules)).ExitCode);
        var (exitCode, _, error) = ConformanceTests.Run("check", "--rules", Put("bad.fql", "RETURN Reject() WHEN Foo() AND Bar()\n"));
        Assert.Equal(2, exitCode);
        Assert.Contains(":1:22: E301 ", error, StringComparison.Ordinal);
        Assert.Contains(":1:32: E301 ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("--urls")]
    [InlineData()]
    public void Other_arguments_are_left_to_the_program(params string[] args)
    {
        using var writer = new StringWriter();
        Assert.False(RuleCommands.TryRun(args, writer, writer, out _));
    }
}
