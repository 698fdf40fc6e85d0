using System.Diagnostics;
using System.Text.Json;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Calls;

namespace Storefront.Tests.FraudServer.Rules;

/// <summary>No rule, however it is written, and no payload can hold the service up.</summary>
public sealed class BudgetTests
{
    private static void StopsInReview(string rules, string payload = "{}", RuleResources? resources = null)
    {
        var clock = Stopwatch.StartNew();
        var ruling = Rulebooks.Assess(rules, payload, resources);
        Assert.Equal((Decision.Review, "RULE_BUDGET_EXCEEDED", ""), (ruling.Decision, ruling.Reason, ruling.Rule));
        Assert.Contains(ruling.Notes, n => n.Code == "R705");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Functions_that_call_each_other_twice_thirty_deep_are_stopped()
    {
        var functions = Enumerable.Range(0, 30).Select(i => new UserFunctionDefinition($"F{i}", [],
            [new UserFunctionOutput("o", "Double", JsonElement.Parse("0"), new(i == 0 ? "RETURN 1" : $"RETURN Functions.F{i - 1}().o + Functions.F{i - 1}().o"))]));
        StopsInReview("RETURN Approve() WHEN Functions.F29().o > 0", resources: new RuleResources { Functions = [.. functions] });
    }

    [Fact]
    public void A_text_that_doubles_itself_is_stopped() =>
        StopsInReview("LET $a0 = \"0123456789\"\n" + Doubling("$a{0} + $a{0}") + "RETURN Approve()");

    [Fact]
    public void A_replacement_that_explodes_is_stopped() =>
        StopsInReview("LET $a = @\"s\".Replace(\"x\", @\"s\")\nLET $b = $a.Replace(\"x\", $a)\nRETURN Approve()", $$"""{"s":"{{new string('x', 1_000)}}"}""");

    [Fact]
    public void A_list_that_holds_itself_many_times_is_printed_only_so_far()
    {
        var ruling = Rulebooks.Assess("LET $a0 = [1, 2]\n" + Doubling("[$a{0}, $a{0}]") + "OBSERVE Output(v = $a60)");
        Assert.Empty(ruling.Output[0].Items);
        Assert.Contains(ruling.Notes, n => n.Code == "R702");
    }

    [Fact]
    public void More_nodes_than_the_budget_are_stopped() =>
        StopsInReview(string.Concat(Enumerable.Range(0, 190).Select(i =>
            $"%rule R{i}\n%clause A\nRETURN Reject() WHEN " + string.Join(" OR ", Enumerable.Repeat("@\"n\" == 1", 200)) + "\n")));

    [Fact]
    public void More_time_than_the_budget_is_stopped()
    {
        var clock = new SteppingClock();
        var rules = string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"%rule R{i}\n%clause A\nRETURN Reject() WHEN " + string.Join(" OR ", Enumerable.Repeat("@\"n\" == 1", 100)) + "\n"));
        StopsInReview(rules, resources: new RuleResources { Clock = clock });
        clock.Step = TimeSpan.Zero;
        Assert.Equal(Decision.Approve, Rulebooks.Assess(rules, resources: new RuleResources { Clock = clock }).Decision);
    }

    [Fact]
    public void Waiting_for_an_external_call_is_not_charged()
    {
        var clock = new SteppingClock { Step = TimeSpan.Zero };
        var call = new ExternalCallDefinition { Name = "slow", Parameters = [], DefaultResponse = JsonElement.Parse("{}") };
        var resources = new RuleResources { Clock = clock, ExternalCalls = [call], ExternalCaller = new SlowCaller(clock) };
        var padding = string.Concat(Enumerable.Range(0, 60).Select(i => $"LET $p{i} = " + string.Join(" + ", Enumerable.Repeat("1", 60)) + "\n"));
        Assert.Equal("done", Rulebooks.Assess($"{padding}LET $r = External.slow()\nRETURN Approve(\"done\") WHEN $r.ok", resources: resources).Reason);
    }

    [Fact]
    public void Searching_a_huge_payload_again_and_again_is_stopped()
    {
        var items = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $$"""{"k{{i}}":{{i}}}"""));
        var rules = "RETURN Reject() WHEN " + string.Join(" OR ", Enumerable.Range(0, 400).Select(i => $"@name{i} == 1"));
        StopsInReview(rules, $$"""{"list":[{{items}}]}""");
    }

    [Fact]
    public void A_long_array_is_walked_once_for_each_path()
    {
        var items = string.Join(',', Enumerable.Range(0, 30_000).Select(i => "{\"k\":{\"v\":null}}"));
        var clock = Stopwatch.StartNew();
        var ruling = Rulebooks.Assess("RETURN Reject() WHEN @\"list.k.v\" == 1 OR Array.GetValue(@@\"list\", \"k\", 1, \"v\").AsInt() == 1", $$"""{"list":[{{items}}]}""",
            new RuleResources { Clock = new SteppingClock { Step = TimeSpan.Zero } });
        Assert.Equal(Decision.Approve, ruling.Decision);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
    }

    [Fact]
    public void The_answer_holds_so_many_values_and_no_more()
    {
        var pairs = string.Join(", ", Enumerable.Range(0, 120).Select(i => $"k{i} = {i}"));
        var ruling = Rulebooks.Assess($"OBSERVE Output({pairs})");
        Assert.Equal(100, ruling.Output[0].Items.Count);
        ruling = Rulebooks.Assess("OBSERVE Output(a = @\"s\", b = 1)", $$"""{"s":"{{new string('x', 70_000)}}"}""");
        Assert.Equal("b", Assert.Single(ruling.Output[0].Items).Key);
    }

    [Fact]
    public void A_pattern_runs_in_linear_time_whatever_it_is_given()
    {
        var clock = Stopwatch.StartNew();
        var ruling = Rulebooks.Assess("RETURN Reject() WHEN Patterns.IsRegexMatch(\"^(a+)+$\", @\"s\")", $$"""{"s":"{{new string('a', 50_000)}}!"}""");
        Assert.Equal(Decision.Approve, ruling.Decision);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_deep_payload_is_read_and_printed()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60);
        var ruling = Rulebooks.Assess("OBSERVE Output(v = [[[@@]]])", deep);
        Assert.Contains("\"a\":1", ruling.Output[0].Items[0].Text, StringComparison.Ordinal);
    }

    private static string Doubling(string pattern) => string.Concat(Enumerable.Range(0, 60).Select(i =>
        $"LET $a{i + 1} = {string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, i)}\n"));

    private sealed class SteppingClock : TimeProvider
    {
        private long now;
        public TimeSpan Step { get; set; } = TimeSpan.FromMilliseconds(20);
        public void Advance(TimeSpan by) => now += by.Ticks;
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => now += Step.Ticks;
    }

    private sealed class SlowCaller(SteppingClock clock) : IExternalCaller
    {
        public ExternalAnswer Call(ExternalCallDefinition definition, IReadOnlyList<KeyValuePair<string, string>> arguments)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            return new ExternalAnswer(JsonElement.Parse("""{"ok":true}"""), 200, null, 5_000);
        }
    }
}
