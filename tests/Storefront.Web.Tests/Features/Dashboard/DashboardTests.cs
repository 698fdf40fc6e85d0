using System.Globalization;
using Storefront.Web.Features.Dashboard;
using Storefront.Web.Fraud;

namespace Storefront.Web.Tests.Features.Dashboard;

/// <summary>Staff see how the shop is doing, each what belongs to the own work, as pictures and as tables.</summary>
public sealed class DashboardTests
{
    [Fact]
    public async Task Decisions_scores_latency_rules_and_what_protect_would_have_done_are_counted()
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?> { ["FraudProtection:AssessmentType"] = "Evaluate", ["FraudProtection:Timeout"] = "00:00:30" });
        foreach (var email in new[] { "nora@example.com", "nora+reject@example.com", "nora+review@example.com" })
        {
            using var guest = world.Guest();
            guest.Email = email;
            await guest.BuyAsync();
        }

        using var reviewer = await world.SignInAsync(People.Reviewer);
        var page = await reviewer.Browser.GetAsync("/admin?period=24h");

        Assert.Contains("RejectedPaid1$", page.Texts("[aria-labelledby=compare] tbody tr")[0], StringComparison.Ordinal);
        Assert.Contains("HeldPaid1$", page.Texts("[aria-labelledby=compare] tbody tr")[1], StringComparison.Ordinal);
        var decisions = page.Document.QuerySelector("section[aria-labelledby=decisions-name]")!;
        Assert.Equal(3, decisions.QuerySelectorAll("svg[role=img] rect").Length);
        Assert.Equal("Decisions over time", decisions.QuerySelector("svg[role=img] title")!.TextContent);
        Assert.Equal(24, decisions.QuerySelectorAll("tbody tr").Length);
        Assert.NotEmpty(page.Texts("[aria-labelledby=rules] tbody tr"));
        Assert.Contains("ms", page.Texts("section[aria-labelledby=latency-name] tbody tr")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Document.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Support_sees_what_belongs_to_support()
    {
        await using var world = await World.StartAsync();
        using var support = await world.SignInAsync(People.Support);

        var page = await support.Browser.GetAsync("/admin");

        Assert.Contains("Events waiting", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Decisions over time", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chargebacks_are_held_against_the_line_of_the_card_schemes()
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?> { ["FraudProtection:Timeout"] = "00:00:30" });
        using var guest = world.Guest();
        await guest.BuyAsync();
        var sold = await Sold.ByAsync(world, guest);
        await sold.ReceivedAsync(4);
        using var reviewer = await world.SignInAsync(People.Reviewer);
        var before = await reviewer.Browser.GetAsync("/admin?period=24h");

        await reviewer.Browser.PressAsync(
            await reviewer.Browser.GetAsync($"/admin/chargebacks/new?order={sold.Number}"), "Record",
            ("BankCase", "CASE-1"), ("Amount", "5.00"), ("Reason", "Not received"), ("Noticed", Day(0)), ("Due", Day(10)));

        Assert.Equal("0 to 1 paid order, 0.00 %. The card schemes watch merchants from 0.9 %.", Assert.Single(before.Texts("#chargebacks-desc")));
        Assert.DoesNotContain("Over the line", before.Text, StringComparison.Ordinal);
        var page = await reviewer.Browser.GetAsync("/admin?period=24h");
        Assert.Equal("1 to 1 paid order, 100.00 %. The card schemes watch merchants from 0.9 %.", Assert.Single(page.Texts("#chargebacks-desc")));
        Assert.Contains("Over the line", page.Text, StringComparison.Ordinal);
        Assert.Equal("80", page.Document.QuerySelector("svg[aria-labelledby^=chargebacks] rect.stop")!.GetAttribute("width"));
        Assert.Equal("0.72", page.Document.QuerySelector("svg[aria-labelledby^=chargebacks] rect.line")!.GetAttribute("x"));
        using var support = await world.SignInAsync(People.Support);
        Assert.Empty((await support.Browser.GetAsync("/admin?period=24h")).Texts("#chargebacks-desc"));
    }

    [Theory]
    [InlineData("24h", "2026-03-29T10:40:00Z", "2026-03-28T11:00:00Z")]
    [InlineData("7d", "2026-03-29T10:40:00Z", "2026-03-23T00:00:00Z")]
    [InlineData("90d", "2026-03-29T00:00:00Z", "2025-12-29T00:00:00Z")]
    [InlineData("nonsense", "2026-03-29T10:40:00Z", "2026-03-23T00:00:00Z")]
    public void A_period_ends_with_the_present_hour_or_day(string key, string now, string first)
    {
        var starts = DashboardPeriod.Of(key).Starts(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));

        Assert.Equal(DateTimeOffset.Parse(first, CultureInfo.InvariantCulture), starts[0]);
    }

    [Fact]
    public void Percentiles_are_those_of_the_answers_that_were_waited_for()
    {
        var now = new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);
        var attempts = Enumerable.Range(1, 100).Select(ms => new JudgedAttempt(now, "Approve", false, null, ms * 9, ms, Verdict.Proceed, "Default", 10m)).ToList();
        var page = new DashboardPage(DashboardPeriod.All[0], new DashboardFigures { Attempts = attempts, IsCut = false, Review = new(0, null), Outbox = new(0, null), Comparisons = [], Paid = 0, Refunded = 0, Chargebacks = 0 }, now);

        Assert.Equal([50, 90, 95, 99, 100], page.Latency().Series[0].Values);
        Assert.Equal(100, page.DecisionsOverTime().Series[0].Values[^1]);
        Assert.Equal(100, page.Scores().Series[0].Values.Sum());
    }

    private static string Day(int ahead) => DateTimeOffset.UtcNow.AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
