using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules;

namespace Storefront.Tests.FraudServer.Rules;

public sealed class DefaultRulesTests
{
    private static readonly RuleResources Resources = new() { RiskScorecard = DefaultFiles.Scorecard };
    private static readonly RuleBook Book = Rulebooks.Compile(DefaultFiles.Rules, Resources);

    private static Ruling Judge(Action<JsonObject>? change = null, string example = "purchase-guest.request.json")
    {
        var purchase = JsonNode.Parse(File.ReadAllText(Rulebooks.Contract(Path.Combine("examples", example))))!.AsObject();
        change?.Invoke(purchase);
        return Book.Assess(purchase.ToJsonString());
    }

    [Fact]
    public void The_shipped_rules_give_neither_error_nor_warning() =>
        Assert.Empty(RuleBook.Compile(DefaultFiles.Rules, DefaultFiles.RulesName, Resources).Diagnostics);

    [Theory]
    [InlineData("purchase-guest.request.json")]
    [InlineData("purchase-existing-user.request.json")]
    [InlineData("purchase-minimal.request.json")]
    [InlineData("purchase-full.request.json")]
    public void An_ordinary_purchase_is_approved(string example)
    {
        var ruling = Judge(example: example);
        Assert.Equal(Decision.Approve, ruling.Decision);
        Assert.Empty(ruling.Notes);
    }

    [Theory]
    [InlineData("jane+reject@example.com", "Reject")]
    [InlineData("Jane+REJECT.2@example.com", "Reject")]
    [InlineData("+reject@example.com", "Reject")]
    [InlineData("jane+review@example.com", "Review")]
    [InlineData("jane+review+reject@example.com", "Reject")]
    [InlineData("jane@example+reject.com", "Approve")]
    [InlineData("jane@review+review.com", "Approve")]
    [InlineData("jane.reject@example.com", "Approve")]
    [InlineData("+reject", "Approve")]
    [InlineData("", "Approve")]
    public void The_part_of_the_email_before_the_at_can_ask_for_an_outcome(string email, string decision) =>
        Assert.Equal(decision, Judge(p => p["user"]!["email"] = email).Decision.ToString());

    [Theory]
    [InlineData(1999.99, "Approve")]
    [InlineData(2000, "Review")]
    [InlineData(4999.99, "Review")]
    [InlineData(5000, "Reject")]
    [InlineData(1_000_000, "Reject")]
    public void The_order_total_decides_from_its_limits_on(double total, string decision) =>
        Assert.Equal(decision, Judge(p => p["totalAmount"] = total).Decision.ToString());

    [Theory]
    [InlineData("1 Reject Road", "Reject")]
    [InlineData("1 REJECT road, flat 2", "Reject")]
    [InlineData("1 Review Road", "Review")]
    [InlineData("  1 review Road", "Review")]
    [InlineData("11 Reject Road", "Approve")]
    [InlineData("Flat 1, 1 Reject Road", "Approve")]
    public void The_street_can_ask_for_an_outcome(string street, string decision)
    {
        Assert.Equal(decision, Judge(p => p["shippingAddress"]!["street1"] = street).Decision.ToString());
        Assert.Equal(decision, Judge(p => p["paymentInstrumentList"]![0]!["billingAddress"]!["street1"] = street).Decision.ToString());
    }

    [Fact]
    public void What_rejects_comes_before_what_reviews()
    {
        var ruling = Judge(p =>
        {
            p["user"]!["email"] = "jane+review@example.com";
            p["totalAmount"] = 5000;
        });
        Assert.Equal((Decision.Reject, "Rejected total"), (ruling.Decision, ruling.Clause));
    }

    [Theory]
    [InlineData("user")]
    [InlineData("totalAmount")]
    [InlineData("shippingAddress")]
    [InlineData("paymentInstrumentList")]
    [InlineData("deviceContext")]
    [InlineData("productList")]
    public void What_a_purchase_does_not_say_decides_nothing(string absent)
    {
        foreach (var change in new Action<JsonObject>[] { p => p.Remove(absent), p => p[absent] = null })
        {
            var ruling = Judge(change);
            Assert.Equal(Decision.Approve, ruling.Decision);
            Assert.Empty(ruling.Notes);
        }
    }

    [Fact]
    public void An_empty_purchase_is_approved() => Assert.Equal(Decision.Approve, Book.Assess("{}").Decision);

    [Fact]
    public void Support_lists_come_before_everything_else()
    {
        var lists = new Storefront.FraudServer.Rules.Lists.ListLibrary();
        lists.Put(Storefront.FraudServer.Rules.Lists.SupportListFile.Read("Email Support List",
            new StringReader("value,status\nvip+reject@example.com,Safe\nthief@example.com,Block\nodd@example.com,Watch\n")));
        var book = Rulebooks.Compile(DefaultFiles.Rules, Resources with { Lists = lists });

        Decision For(string email) => book.Assess($$$"""{"user":{"email":"{{{email}}}"}}""").Decision;
        Assert.Equal(Decision.Approve, For("VIP+reject@example.com"));
        Assert.Equal(Decision.Reject, For("thief@example.com"));
        Assert.Equal(Decision.Review, For("odd@example.com"));
    }

    [Fact]
    public void Every_purchase_gets_a_score_though_no_rule_asks_for_it()
    {
        var ruling = Judge();
        Assert.InRange(ruling.RiskScore, 0, 149);
        Assert.False(ruling.RiskModelRan);
        Assert.Equal(ruling.RiskScore, DefaultFiles.Scorecard.Base + ruling.ScoreItems.Sum(i => i.Points));
    }

    [Fact]
    public void The_score_says_what_it_is_made_of()
    {
        var ruling = Judge(p =>
        {
            p["totalAmount"] = 6000;
            p["shippingAddress"]!["country"] = "US";
            p["user"]!["email"] = "xkcdqrz@example.com";
        });

        Assert.InRange(ruling.RiskScore, 500, 999);
        Assert.Equal("900-PAYMENT_INFORMATION:GENERAL,500-LOCATION_CONSISTENCY:GENERAL,700-ACCOUNT_INFORMATION:GENERAL", ruling.ReasonCodes);
        Assert.Contains(ruling.ScoreItems, i => i is { Name: "total from 5,000", Points: 350 });
    }

    [Fact]
    public void Every_item_of_the_scorecard_uses_a_documented_category()
    {
        string[] documented = ["500-LOCATION_CONSISTENCY:GENERAL", "700-ACCOUNT_INFORMATION:GENERAL", "800-ACCOUNT_CONSISTENCY:GENERAL",
            "900-PAYMENT_INFORMATION:GENERAL", "1100-DEVICE_INFORMATION:GENERAL"];
        Assert.All(DefaultFiles.Scorecard.Items, item => Assert.Contains(item.ReasonCode, documented));
    }

    [Fact]
    public void A_caller_cannot_score_itself()
    {
        var ruling = Rulebooks.Assess("%clause A stage=risk\nOBSERVE Output(s = @\"riskScore\", before = 1)", """{"riskScore":1,"totalAmount":6000}""", Resources);
        Assert.Equal(ruling.RiskScore.ToString(System.Globalization.CultureInfo.InvariantCulture), ruling.Output[0].Items[0].Text);
        Assert.NotEqual(1, ruling.RiskScore);
    }
}
