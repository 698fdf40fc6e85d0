namespace Storefront.Tests.FraudServer.Rules;

/// <summary>Functions of the merchant's own in a rule file: what is wrong with them is said at its place.</summary>
public sealed class FunctionFileTests
{
    private const string Rule = "\n%rule R\n%clause C\nRETURN Approve()";

    [Theory]
    [InlineData("%function", "1:10 E201")]
    [InlineData("%function Tax", "1:14 E201")]
    [InlineData("%function Tax(_a)", "1:17 E201")]
    [InlineData("%function Tax(_a Double)", "1:24 E201")]
    [InlineData("%function Tax(_a Money = 1)", "1:18 E404")]
    [InlineData("%function Tax(_a Int = 1.5)", "1:24 E404")]
    [InlineData("%function Tax(_a DateTime = \"soon\")", "1:29 E404")]
    [InlineData("%function Tax(_a Bool = -true)", "1:25 E404")]
    [InlineData("%function Tax(_a Int = 1, _A Int = 2)\n%output T Int = 0\nRETURN 1", "1:27 E304")]
    [InlineData("%function Tax() please", "1:17 E201")]
    [InlineData("%function Tax()", "1:11 E205")]
    [InlineData("%function Tax()\nRETURN 1", "2:1 E201")]
    [InlineData("%output T Int = 0\nRETURN 1", "1:1 E201")]
    [InlineData("%function Tax()\n%output T Int = 0\nLET $x = 1", "3:1 E205")]
    [InlineData("%function Tax()\n%output T Int = 0\nRETURN nobody", "3:8 E303")]
    [InlineData("%function Tax()\n%output T Int = 0\nRETURN 1\n%output t Int = 0\nRETURN 1", "4:9 E304")]
    [InlineData("%function Tax()\n%output T Int = 0\nRETURN 1\n%function TAX()\n%output T Int = 0\nRETURN 1", "4:11 E304")]
    [InlineData("%function A()\n%output X Int = 0\nRETURN Functions.B().X\n%function B()\n%output X Int = 0\nRETURN Functions.A().X", "6:18 E310")]
    public void A_mistake_is_told_where_it_is(string functions, string expected)
    {
        var errors = Rulebooks.Errors(functions + Rule);

        Assert.Contains(expected, errors.Select(e => $"{e.Span.Line}:{e.Span.Column} {e.Code}"));
    }

    [Fact]
    public void A_function_of_another_environment_is_found_with_a_hint_only()
    {
        var error = Assert.Single(Rulebooks.Errors("%env root\n%function Tax()\n%output T Int = 0\nRETURN 1\n%env child\n%rule R\n%clause C\nRETURN Reject() WHEN Functions.Tax().T > 0"));

        Assert.Equal("E307 write Functions.root.Tax(…)", $"{error.Code} {error.Hint}");
    }

    [Fact]
    public void There_are_at_most_30_functions_in_an_environment()
    {
        var functions = string.Join('\n', Enumerable.Range(1, 31).Select(i => $"%function F{i}()\n%output X Int = 0\nRETURN {i}"));

        var error = Assert.Single(Rulebooks.Errors(functions + Rule));

        Assert.Equal("E501 91", $"{error.Code} {error.Span.Line}");
    }
}
