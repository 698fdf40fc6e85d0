using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Outside;

namespace Storefront.Tests.FraudServer.Rules;

public sealed class ScorecardFileTests
{
    private static RuleResources With(string text) => new()
    {
        RiskScorecard = ScorecardReader.Read(text, "card.fql", new RuleResources()).Scorecard,
    };

    [Theory]
    [InlineData("%scorecard version=1 base=10", 10)]
    [InlineData("%scorecard version=1 base=10\n%item 50 900-X:GENERAL a\nWHEN @\"n\" > 1\n%item 7 900-X:GENERAL b\nWHEN @\"n\" > 9", 60)]
    [InlineData("%scorecard version=1 base=10\n%item -50 900-X:GENERAL a\nWHEN true", 0)]
    [InlineData("%scorecard version=1 base=10\n%item 5000 900-X:GENERAL a\nWHEN true", 999)]
    [InlineData("%scorecard version=1 base=10\n%item 50 900-X:GENERAL a\nWHEN 1 / @\"zero\" > 0 OR true", 10)]
    public void Points_of_matching_items_are_added_and_held_in_range(string card, int score) =>
        Assert.Equal(score, Rulebooks.Assess("RETURN Approve()", """{"n":5}""", With(card)).RiskScore);

    [Theory]
    [InlineData("%item 5 X a\nWHEN true", "card.fql:1:1: E205")]
    [InlineData("%scorecard version=1 base=10\n%item many X a\nWHEN true", "card.fql:2:1: E201")]
    [InlineData("%scorecard version=1 base=10\n%item 5 X a\n", "card.fql:3:1: E205")]
    [InlineData("%scorecard version=1 base=10\n%item 5 X a\nWHEN @\"n\" >", "card.fql:3:12: E201")]
    [InlineData("%scorecard version=1 base=10\n%item 5 X a\nRETURN Reject()", "card.fql:3:1: E203")]
    public void A_mistake_is_reported_at_its_place(string card, string message)
    {
        var reading = ScorecardReader.Read(card, "card.fql", new RuleResources());
        Assert.Null(reading.Scorecard);
        Assert.StartsWith(message, reading.Diagnostics[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_scorecard_there_is_no_score()
    {
        var ruling = Rulebooks.Assess("OBSERVE Output(s = Model.Risk().Score, why = Model.Risk().Reason)");
        Assert.Equal((-1, "", "-1", "NOT_AVAILABLE"), (ruling.RiskScore, ruling.ReasonCodes, ruling.Output[0].Items[0].Text, ruling.Output[0].Items[1].Text));
    }
}
