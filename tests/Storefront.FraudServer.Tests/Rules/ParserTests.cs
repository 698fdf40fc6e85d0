using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.Tests.FraudServer.Rules;

/// <summary>The parser prints what it understood fully bracketed: one line shows precedence, association and spelling.</summary>
public sealed class ParserTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "(1 + (2 * 3))")]
    [InlineData("1 - 2 - 3", "((1 - 2) - 3)")]
    [InlineData("(1 + 2) * 3", "((1 + 2) * 3)")]
    [InlineData("1 + 2 < 4 == true", "(((1 + 2) < 4) == TRUE)")]
    [InlineData("a.b or c.d and e.f", "(a.b || (c.d && e.f))")]
    [InlineData("NOT $a == 1", "((!$a) == 1)")]
    [InlineData("not not $a", "(!(!$a))")]
    [InlineData("- -1 - -1", "((-(-1)) - (-1))")]
    [InlineData("!@\"a\" || @@\"b\"", "((!@a) || @@b)")]
    [InlineData("$a ? 1 : $b ? 2 : 3", "($a ? 1 : ($b ? 2 : 3))")]
    [InlineData("$a ? $b ? 1 : 2 : 3", "($a ? ($b ? 1 : 2) : 3)")]
    [InlineData("CharSet.Comma|CharSet.Hyphen && true", "((CharSet.Comma | CharSet.Hyphen) && TRUE)")]
    [InlineData("$a == CharSet.X|CharSet.Y", "(($a == CharSet.X) | CharSet.Y)")]
    [InlineData("@\"a\".Substring(0, 2).Length", "@a.Substring(0, 2).Length")]
    [InlineData("@@\"g\".AsJsonArray()[1].item[$i + 1]", "@@g.AsJsonArray()[1].item[($i + 1)]")]
    [InlineData("-@\"a\".Length", "(-@a.Length)")]
    [InlineData("(double)@\"x\".y / 4", "(((double)@x).y / 4)")]
    [InlineData("[1, 'b', [ ]]", "[1, \"b\", []]")]
    [InlineData("{ k: 1, \"two words\": { } , when: 2 }", "{k: 1, two words: {}, when: 2}")]
    [InlineData("Assessments.Mirror.Evaluate($baseInput = @@, when = 1)", "Assessments.Mirror.Evaluate($baseInput = @@, when = 1)")]
    [InlineData("Velocity.v(@\"u\", 1d)", "Velocity.v(@u, 1D)")]
    [InlineData("1.5e2 + 1E3", "(150 + 1000)")]
    public void Expressions_are_bracketed_by_precedence(string text, string expected)
    {
        var diagnostics = new DiagnosticBag(text, "test");
        var expression = Parser.ParseExpression(text, diagnostics);
        Assert.Empty(diagnostics.Items);
        Assert.Equal(expected, expression!.ToString());
    }

    [Theory]
    [InlineData("LET $a = 1 RETURN Reject('x', \"y\"), Output(a = 1) WHEN $a == 1", "LET $a = 1\nRETURN Reject(\"x\", \"y\"), Output(a = 1) WHEN ($a == 1)")]
    [InlineData("observe Output(), Trace(b = 2)", "OBSERVE Output(), Trace(b = 2)")]
    [InlineData("DO SetVariables(a = 1) when true", "DO SetVariables(a = 1) WHEN TRUE")]
    public void Statements_need_no_separator(string text, string expected)
    {
        var diagnostics = new DiagnosticBag(text, "test");
        var statements = Parser.Parse(new SourceSection(text), SectionKind.Clause, diagnostics);
        Assert.Empty(diagnostics.Items);
        Assert.Equal(expected, string.Join('\n', statements!));
    }

    [Theory]
    [InlineData("SELECT Count() AS c FROM Purchase, Demo:status GROUPBY @\"u\" WHEN true")]
    [InlineData("SELECT Count() AS c FROM Purchase, Demo:status WHEN true GROUPBY @\"u\"")]
    public void A_velocity_takes_group_and_condition_in_either_order(string text)
    {
        var diagnostics = new DiagnosticBag(text, "test");
        var statements = Parser.Parse(new SourceSection(text), SectionKind.Velocity, diagnostics);
        Assert.Empty(diagnostics.Items);
        Assert.Equal("SELECT Count() AS c FROM Purchase, Demo:status GROUPBY @u WHEN TRUE", statements!.Single().ToString());
    }

    [Fact]
    public void A_long_chain_and_deep_brackets_are_refused_before_they_can_hurt()
    {
        var chain = "RETURN Reject() WHEN " + string.Join(" + ", Enumerable.Repeat("1", 2_000)) + " == 1";
        var brackets = "RETURN Reject() WHEN " + new string('(', 5_000) + "1";
        var signs = "RETURN Reject() WHEN " + new string('!', 20_000) + "true";
        foreach (var text in new[] { chain, brackets, signs })
            Assert.Equal("E501", Assert.Single(Rulebooks.Errors(text)).Code);
    }

    [Fact]
    public void Brackets_may_be_nested_64_deep_and_the_65th_is_named()
    {
        string Rule(int deep) => "RETURN Reject() WHEN " + new string('(', deep) + "true" + new string(')', deep);
        Assert.Empty(Rulebooks.Errors(Rule(64)));
        var error = Assert.Single(Rulebooks.Errors(Rule(65)));
        Assert.Equal(("E501", 22 + 64), (error.Code, error.Span.Column));
    }

    [Fact]
    public void What_is_said_about_a_bracketed_expression_is_said_at_its_bracket() =>
        Assert.Equal(22, Assert.Single(Rulebooks.Errors("RETURN Reject() WHEN (\"yes\")")).Span.Column);

    [Fact]
    public void After_a_mistake_reading_goes_on_at_the_next_statement()
    {
        var errors = Rulebooks.Errors("LET $a = = 1\nLET $b = 2 +\nRETURN Reject() WHEN $b > ]\n");
        Assert.Equal(["1:10", "3:1", "3:27"], errors.Select(e => $"{e.Span.Line}:{e.Span.Column}"));
    }
}
