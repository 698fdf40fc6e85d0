using Storefront.FraudServer.Rules;

namespace Storefront.Tests.FraudServer.Rules;

public sealed class RuleFileTests
{
    [Theory]
    [InlineData("%rule R\n%clause A\nRETURN Reject()\n%colour red", "4:1 E201")]
    [InlineData("RETURN Reject()\n%rule R\n%clause A\nRETURN Reject()", "1:1 E201")]
    [InlineData("%rule R\nRETURN Reject()\n%clause A\nRETURN Reject()", "2:1 E201")]
    [InlineData("%rule\n%clause A\nRETURN Reject()", "1:1 E205")]
    [InlineData("%rule R", "1:7 E205")]
    [InlineData("%rule R\n%clause A\n%clause B\nRETURN Reject()", "3:1 E205")]
    [InlineData("%rule R\n%clause A stage=late\nRETURN Reject()", "2:9 E201")]
    [InlineData("%rule R\n%clause A\nRETURN Reject()\n%clause a\nRETURN Reject()", "4:9 E304")]
    [InlineData("%rule R\n%clause A\nRETURN Reject()\n%rule r\n%clause A\nRETURN Reject()", "4:7 E304")]
    [InlineData("%when WHEN true", "1:1 E201")]
    [InlineData("%rule R\n%when WHEN true\n%when WHEN false\n%clause A\nRETURN Reject()", "3:1 E204")]
    [InlineData("%velocity SELECT Count() AS c FROM Purchase GROUPBY @\"u\"", "1:1 E201")]
    [InlineData("%set V\n%velocity SELECT Count() AS c FROM Purchase GROUPBY @\"u\"\n%velocity SELECT Count() AS C FROM Purchase GROUPBY @\"u\"", "3:29 E304")]
    [InlineData("%set V\n%velocity SELECT Count() AS c\nFROM Purchases GROUPBY @\"u\"", "3:6 E309")]
    [InlineData("%env a\n%env A\n%clause C\nRETURN Reject()", "2:6 E304")]
    [InlineData("%env a\n%set V\n%velocity SELECT Count() AS c FROM Purchase GROUPBY @\"u\"\n%env b\n%clause C\nRETURN Reject() WHEN Velocity.c(\"x\", 1d) > 1", "6:31 E306")]
    public void A_mistake_is_reported_with_the_line_of_the_file(string text, string expected)
    {
        var error = Rulebooks.Errors(text)[0];
        Assert.Equal(expected, $"{error.Span.Line}:{error.Span.Column} {error.Code}");
    }

    [Fact]
    public void Comments_may_stand_above_everything_and_under_a_rules_name()
    {
        var ruling = Rulebooks.Assess("// our rules\n/* as of\n   spring */\n\n%rule Late orders // no flag here\n// what it is for\n%clause Night shift stage=pre\n// why\nRETURN Reject(\"late\")\n");
        Assert.Equal(("Late orders // no flag here", "Night shift"), (ruling.Rule, ruling.Clause));
    }

    [Fact]
    public void Lines_that_begin_with_a_remainder_are_not_directives() =>
        Assert.Equal(Decision.Reject, Rulebooks.Assess("%clause A\nRETURN Reject() WHEN @\"n\"\n% 2 == 1", """{"n":3}""").Decision);

    [Fact]
    public void Inactive_rules_are_checked_and_left_out()
    {
        Assert.Equal(Decision.Approve, Rulebooks.Assess("%rule R inactive\n%clause A\nRETURN Reject()").Decision);
        Assert.Equal("E303", Rulebooks.Errors("%rule R inactive\n%clause A\nRETURN Reject() WHEN $x").Single().Code);
    }

    [Fact]
    public void An_empty_file_says_what_is_missing() => Assert.Equal("E205", Assert.Single(Rulebooks.Errors("")).Code);
}
