using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Calls;

namespace Storefront.Tests.FraudServer.Rules;

/// <summary>What the conformance cases leave open, line by line.</summary>
public sealed class SemanticsTests
{
    [Theory]
    // numbers
    [InlineData("9223372036854775807 + 1", "{}", "null", "R703")]
    [InlineData("-9223372036854775807 - 2", "{}", "null", "R703")]
    [InlineData("4611686018427387904 * 2", "{}", "null", "R703")]
    [InlineData("(-9223372036854775807 - 1) / -1", "{}", "null", "R703")]
    [InlineData("5.5 % 2", "{}", "1.5", "")]
    [InlineData("1.0 / 0", "{}", "null", "R701")]
    [InlineData("Math.Sqrt(-1)", "{}", "null", "R710")]
    [InlineData("Math.Sqrt(-1) != 5", "{}", "false", "")]
    [InlineData("Math.Round(1, 16)", "{}", "null", "R702")]
    [InlineData("RandomInt(2, 1)", "{}", "null", "R702")]
    [InlineData("@\"n\" == 10.50", """{"n":"10.5"}""", "true", "")]
    [InlineData("@\"n\" > 5", """{"n":"1,000"}""", "false", "R710")]
    [InlineData("@\"n\".AsInt()", """{"n":3.5}""", "4", "")]
    [InlineData("Convert.ToInt32(3000000000)", "{}", "0", "R710")]
    // text
    [InlineData("@\"n\"", """{"n":12345678901234567890}""", "\"1.2345678901234567E+19\"", "")]
    [InlineData("@\"a\" + true", """{"a":"x"}""", "error E401", "")]
    [InlineData("\"\" + true + null", "{}", "\"true\"", "")]
    [InlineData("\"abc\".Substring(1, 5)", "{}", "null", "R702")]
    [InlineData("\"abc\".Substring(3)", "{}", "\"\"", "")]
    [InlineData("\"abc\".Substring(-1)", "{}", "null", "R702")]
    [InlineData("\"abc\".Replace(\"\", \"x\")", "{}", "null", "R702")]
    [InlineData("\"a\".PadLeft(-1)", "{}", "null", "R702")]
    [InlineData("\".5\".IsNumeric() && !\"5.\".IsNumeric() && !\"-\".IsNumeric() && \"+1\".IsNumeric()", "{}", "true", "")]
    [InlineData("\"\\u0041\\q\"", "{}", "\"A\\\\q\"", "")]
    [InlineData("\"a,b\".Split(\"\")", "{}", "[\"a,b\"]", "")]
    // dates
    [InlineData("DateTime.UtcNow.AddYears(9000)", "{}", "null", "R704")]
    [InlineData("@\"d\".AddDays(-1)", "{}", "null", "R704")]
    [InlineData("@\"d\".Year", """{"d":20260101}""", "1", "R710")]
    [InlineData("@\"d\".ToString(\"yyyy\")", """{"d":"2026-01-01"}""", "\"2026\"", "")]
    [InlineData("@\"d\" > DateTime.UtcNow", """{"d":"2026-03-15T12:00:00.0000001Z"}""", "true", "")]
    [InlineData("@\"d\".ToDateTime()", """{"d":"2026-03-15T12:00:00.1200000Z"}""", "\"2026-03-15T12:00:00.12Z\"", "")]
    [InlineData("TimeSpan.FromHours(-36.5)", "{}", "\"-1.12:30:00\"", "")]
    [InlineData("DaysSince(@\"d\")", """{"d":"2026-03-17T11:00:00Z"}""", "-1", "")]
    // attributes
    [InlineData("@\"a.b\"", """{"A":{"b":1},"a":{"B":2}}""", "\"2\"", "")]
    [InlineData("@\"list.v\"", """{"list":[{"v":null},{"v":[]},{"v":7}]}""", "\"[]\"", "")]
    [InlineData("@\"list.v.w\"", """{"list":[{"v":1},{"v":[{"x":1},{"w":8}]}]}""", "\"8\"", "")]
    [InlineData("@\"list[1][0]\"", """{"list":[1,[2]]}""", "\"2\"", "")]
    [InlineData("@city", """{"x":[{"y":{"City":"Oslo"}}],"z":{"city":"Rome"}}""", "\"Oslo\"", "")]
    [InlineData("@city", """{"x":{"city":"Oslo"},"city":"Rome"}""", "\"Rome\"", "")]
    [InlineData("@stra\u00dfe", "{}", "error E102", "")]
    [InlineData("@\"Stra\u00dfe\" + @\"q\"", """{"STRA\u00dfe":1,"\u0051":2}""", "\"12\"", "")]
    [InlineData("@\"city\"", """{"x":{"city":"Oslo"}}""", "\"\"", "")]
    [InlineData("@@\"o\".when.x", """{"o":{"When":{"x":1}}}""", "1", "")]
    [InlineData("@@\"o\"[0 - 1]", """{"o":[1]}""", "null", "")]
    [InlineData("@@\"s\".AsJsonObject().a", """{"s":"{\"a\":[1]}"}""", "[1]", "")]
    [InlineData("@@\"s\".AsJsonObject().a", """{"s":"{broken"}""", "null", "")]
    // faults and short circuits
    [InlineData("true || 1 / 0 == 1", "{}", "true", "")]
    [InlineData("1 / 0 == 1 || true", "{}", "null", "R701")]
    [InlineData("true ? 1 : 1 / 0", "{}", "1", "")]
    [InlineData("(1 / 0 == 1) ? 1 : 2", "{}", "null", "R701")]
    // types
    [InlineData("@\"x\" - DateTime.UtcNow == TimeSpan.FromDays(1)", """{"x":"2026-03-16T12:00:00Z"}""", "true", "")]
    [InlineData("1 == \"1\"", "{}", "error E401", "")]
    [InlineData("true ? 1 : \"a\"", "{}", "error E401", "")]
    [InlineData("CharSet.Comma", "{}", "error E404", "")]
    [InlineData("BIN.Lookup(\"5555 5555\").cardNetwork", "{}", "\"Mastercard\"", "")]
    [InlineData("BIN.Lookup(\"4\")", "{}", """{"cardNetwork":"","cardType":"","issuer":"","countryCode":"","cardCategory":"","error":"NOT_CONFIGURED"}""", "")]
    public void An_expression_gives(string expression, string payload, string expected, string notes)
    {
        var result = RuleBook.Compile($"OBSERVE Output(v = {expression})", "test.fql", new RuleResources { Kind = AssessmentKind.Assessment });
        if (result.Book is not { } book)
        {
            Assert.Equal(expected, $"error {result.Diagnostics[0].Code}");
            return;
        }
        var ruling = book.Assess(payload, AssessmentKind.Assessment);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), ruling.Output[0].Items[0].Value), $"expected {expected}, actual {ruling.Output[0].Items[0].Value?.ToJsonString() ?? "null"}");
        Assert.Equal(notes, string.Join(' ', ruling.Notes.Select(n => n.Code)));
    }

    [Fact]
    public void A_score_given_in_one_rules_late_stage_is_gone_in_the_next_rules_early_one()
    {
        var ruling = Rulebooks.Assess("""
            %rule One
            %clause Late stage=risk
            OBSERVE Output(v = @"riskScore")
            %rule Two
            %when WHEN NOT Exists(@"riskScore")
            %clause Early
            OBSERVE Output(v = @"riskScore")
            """, resources: new RuleResources { RiskScorecard = DefaultFiles.Scorecard });
        Assert.Equal(["Late", "Early"], ruling.Output.Select(o => o.Clause));
        Assert.Equal("", ruling.Output[1].Items[0].Text);
        Assert.NotEqual("", ruling.Output[0].Items[0].Text);
    }

    [Fact]
    public void An_environment_is_addressed_by_name_and_answers_with_its_id()
    {
        var book = Rulebooks.Compile("%env root\n%rule P\n%clause A\nOBSERVE Output()\n%env eu\n%rule Q\n%clause B\nRETURN Reject()");
        Ruling In(string? name) => book.Assess(new AssessmentRequest
        {
            Kind = AssessmentKind.Purchase, Payload = JsonElement.Parse("{}"), Now = Rulebooks.Noon, Environment = name, EnvironmentIds = n => $"id of {n}",
        });
        Assert.Equal((Decision.Approve, null), (In("ROOT").Decision, In("root").EnvironmentId));
        Assert.Equal((Decision.Reject, "id of eu"), (In("eu").Decision, In(null).EnvironmentId));
        Assert.Equal(["id of root", "id of eu"], In("eu").RuleEvaluations.Select(e => e.EnvironmentId));
    }

    [Fact]
    public void The_evaluation_pane_sees_each_statement_with_the_values_it_read()
    {
        var ruling = Rulebooks.Assess("""
            %rule R
            %when
            LET $limit = 10
            WHEN Exists(@"n")
            %clause A
            OBSERVE Output(a = 1) WHEN @"n" > $limit
            RETURN Reject() WHEN @"n" / @"zero" > 1
            """, """{"n":5}""", explain: true);
        Assert.Equal(["WHEN True @\"n\"=5", "OBSERVE False @\"n\"=5 $limit=10", "RETURN False @\"n\"=5 @\"zero\"=null"],
            ruling.Statements.Select(s => $"{s.Statement} {s.Fired} {string.Join(' ', s.Reads.Select(r => $"{r.Name}={r.Value?.ToJsonString() ?? "null"}"))}"));
        Assert.Equal("R701", Assert.Single(ruling.Notes).Code);
    }

    [Fact]
    public void Functions_that_call_each_other_in_a_circle_are_refused()
    {
        static UserFunctionDefinition Function(string name, string text) => new(name, [], [new UserFunctionOutput("o", "Int", JsonElement.Parse("0"), new(text))]);
        var resources = new RuleResources { Functions = [Function("A", "RETURN Functions.B().o"), Function("B", "RETURN 1 + Functions.A().o")] };
        var errors = Rulebooks.Errors("RETURN Reject() WHEN Functions.A().o > 1", resources);
        Assert.Contains(errors, e => e is { Code: "E310", FileName: "Functions.B.o", Span: { Line: 1, Column: 22 } });
    }

    [Fact]
    public void A_function_may_be_called_inside_its_own_arguments()
    {
        var twice = new UserFunctionDefinition("Twice", [new UserFunctionParameter("_n", "Double", JsonElement.Parse("1"))],
            [new UserFunctionOutput("o", "Double", JsonElement.Parse("-1"), new("LET $t = _n + _n\nRETURN $t"))]);
        var ruling = Rulebooks.Assess("OBSERVE Output(v = Functions.Twice(Functions.Twice(Functions.Twice(1).o).o + 1).o)", resources: new RuleResources { Functions = [twice] });
        Assert.Equal("10", ruling.Output[0].Items[0].Text);
    }

    [Fact]
    public void A_function_uses_only_so_many_resources()
    {
        var call = new ExternalCallDefinition { Name = "a", Parameters = [], DefaultResponse = JsonElement.Parse("{}") };
        var greedy = new UserFunctionDefinition("Greedy", [], [new UserFunctionOutput("o", "String", JsonElement.Parse("\"\""),
            new("LET $a = External.a()\nLET $b = External.b()\nLET $c = External.c()\nRETURN \"x\""))]);
        var resources = new RuleResources { ExternalCalls = [call, call with { Name = "b" }, call with { Name = "c" }], Functions = [greedy] };
        var error = Rulebooks.Errors("RETURN Reject(Functions.Greedy().o)", resources).Single();
        Assert.Equal(("E501", 3, 19), (error.Code, error.Span.Line, error.Span.Column));
    }

    [Fact]
    public void A_list_that_vanishes_after_publishing_costs_its_answer_only()
    {
        var lists = new Storefront.FraudServer.Rules.Lists.ListLibrary();
        lists.Put(Storefront.FraudServer.Rules.Lists.CustomList.Read("Cards", new StringReader("Bin,Risk\n4111,high\n")));
        var book = Rulebooks.Compile("OBSERVE Output(v = Lookup(\"Cards\", \"Bin\", \"4111\", \"Risk\", \"none\"))", new RuleResources { Lists = lists });
        Assert.Equal("high", book.Assess("{}").Output[0].Items[0].Text);
        lists.Remove("Cards");
        var ruling = book.Assess("{}");
        Assert.Equal(("none", "R706"), (ruling.Output[0].Items[0].Text, Assert.Single(ruling.Notes).Code));
    }

    [Fact]
    public void One_book_judges_for_many_at_once()
    {
        var book = Rulebooks.Compile("LET $n = @\"n\" * 2\nOBSERVE Output(v = $n)\nRETURN Reject(\"odd\") WHEN @\"n\" % 2 == 1");
        Parallel.For(0, 5_000, i =>
        {
            var ruling = book.Assess($$"""{"n":{{i}}}""");
            Assert.Equal((2 * i).ToString(System.Globalization.CultureInfo.InvariantCulture), ruling.Output[0].Items[0].Text);
            Assert.Equal(i % 2 == 1 ? Decision.Reject : Decision.Approve, ruling.Decision);
        });
    }
}
