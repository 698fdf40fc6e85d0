using Storefront.FraudServer.Rules;

namespace Storefront.Tests.FraudServer.Rules;

/// <summary>What the author of a rule is told: the line, a caret under the place, the words.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData("""
        RETURN Reject("large") WHEN @"totalAmount" >
                                                    ^
        E201 Something is missing here: expected a value.
        """)]
    [InlineData("""
        RETURN Reject() WHEN @"n" = 5
                                  ^
        E201 Unexpected '=': expected a statement. (a comparison is written ==)
        """)]
    [InlineData("""
        RETURN Rejct("large")
               ^^^^^
        E301 RETURN gives Approve, Reject, Review or Challenge, not Rejct. (did you mean Reject?)
        """)]
    [InlineData("""
        RETURN Reject() WHEN @user.email == "x"
                                   ^^^^^
        E302 An attribute has no member email. (write @"user.email")
        """)]
    [InlineData("""
        RETURN Reject() WHEN not @"c" == "US"
                                      ^^
        E401 == cannot take Bool and String. (NOT binds tightly: write not (…))
        """)]
    [InlineData("""
        RETURN Reject() WHEN Math.Flor(1.5) == 1
                                  ^^^^
        E301 There is no function Math.Flor. (did you mean Math.Floor?)
        """)]
    [InlineData("""
        RETURN Reject() WHEN 1 < @"x" < 5
                                      ^
        E401 < cannot take Bool and Int. (join two comparisons with AND)
        """)]
    [InlineData("""
        RETURN Reject() WHEN @"e".StartsWith(5)
                                             ^
        E404 StartsWith wants String here, this is Int.
        """)]
    [InlineData("""
        RETURN Reject() WHEN IsBlock("Emial Support List", @"e")
                                     ^^^^^^^^^^^^^^^^^^^^
        E305 There is no support list 'Emial Support List'. (did you mean Email Support List?)
        """)]
    [InlineData("""
        	RETURN Reject(); 
        	               ^
        E102 Unexpected character ';'. (statements need no separator)
        """)]
    public void A_mistake_is_pointed_at(string annotated)
    {
        var lines = annotated.Replace("\r", "", StringComparison.Ordinal).Split('\n');
        var error = Assert.Single(Rulebooks.Errors(lines[0]));

        Assert.Equal($"{lines[0]}\n{lines[1]}", error.Caret);
        Assert.Equal(lines[2], $"{error.Code} {error.Message}{(error.Hint is null ? "" : $" ({error.Hint})")}");
    }

    [Theory]
    [InlineData("""RETURN Reject() WHEN @"a" == @"b" """, "W601")]
    [InlineData("""RETURN Reject() WHEN @"riskScore" > 5""", "W602")]
    [InlineData("RETURN Reject()\nOBSERVE Output()", "W604")]
    [InlineData("""RETURN Reject() WHEN @"a" < 5""", "W605")]
    [InlineData("""RETURN Reject() WHEN @"a" != "x" """, "W605")]
    [InlineData("""RETURN Reject() WHEN 5 > @"a" """, "W605")]
    [InlineData("""RETURN Reject() WHEN Geo.City(@"ip") == "Oslo" """, "W606")]
    [InlineData("OBSERVE Other(a = 1)", "W607")]
    [InlineData("""RETURN Reject() WHEN (int)@"a" > 5""", "W607")]
    public void A_trap_is_pointed_out_and_does_not_stop_anyone(string rule, string code)
    {
        var result = RuleBook.Compile(rule, "test.fql", new RuleResources());
        Assert.NotNull(result.Book);
        Assert.Equal(code, Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [InlineData("""RETURN Reject() WHEN @"a" > 5""")]
    [InlineData("""RETURN Reject() WHEN @"a" == "x" """)]
    [InlineData("""RETURN Reject() WHEN @"flag" == true""")]
    public void What_is_false_for_a_missing_attribute_needs_no_warning(string rule) =>
        Assert.Empty(RuleBook.Compile(rule, "test.fql", new RuleResources()).Diagnostics);

    [Fact]
    public void A_variable_that_hides_another_is_pointed_out()
    {
        var result = RuleBook.Compile("%clause A\nLET $x = 1\nOBSERVE Output(x = $x)\n%clause B\nLET $x = 2\nOBSERVE Output(x = $x)", "f", new RuleResources());
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal(("W603", 5, 5), (warning.Code, warning.Span.Line, warning.Span.Column));
    }

    [Fact]
    public void A_path_the_sample_payload_does_not_know_is_pointed_out()
    {
        var resources = new RuleResources { SamplePayload = System.Text.Json.JsonElement.Parse("""{"user":{"email":null}}""") };
        var result = RuleBook.Compile("""RETURN Reject() WHEN @"user.email" == "a" AND @"user.mail" == "b" """, "f", resources);
        Assert.Equal("W608", Assert.Single(result.Diagnostics).Code);
    }
}
