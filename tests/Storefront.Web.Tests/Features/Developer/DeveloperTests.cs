using System.Net;
using Storefront.Web.Features.Developer;

namespace Storefront.Web.Tests.Features.Developer;

/// <summary>The developer's page keeps what it promises: each persona ends as it says, and each fault does what it says.</summary>
public sealed class DeveloperTests : IAsyncLifetime
{
    private World world = null!;

    public async Task InitializeAsync() => world = await World.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["FraudProtection:Timeout"] = "00:00:20", // a busy machine is no fault
        ["Checkout:AttemptsPerCard"] = "1000",
        ["FraudProtection:BreakerThroughput"] = "1000", // each fault is met by a call, not by the breaker the one before opened
    });

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData("guest", "Thank you", "Approve")]
    [InlineData("customer", "Thank you", "Approve")]
    [InlineData("card-tester", "", "Approve")]
    [InlineData("stolen-card", "", "Reject")]
    [InlineData("reviewer-bait", "We are checking your order", "Review")]
    public async Task A_persona_ends_as_it_says(string key, string heading, string decision)
    {
        var persona = Persona.All.First(one => one.Key == key);
        using var guest = new Guest(world);

        var outcome = await BuyAsAsync(guest, persona);

        Assert.StartsWith(heading, outcome.Heading, StringComparison.Ordinal);
        if (heading.Length == 0)
            Assert.Contains(decision == "Reject" ? "The order cannot be processed at this time. Please try again later." : "declined", outcome.Text, StringComparison.OrdinalIgnoreCase);
        var purchase = Assert.Single(await world.ReceivedAsync(), row => row.Event == "Purchase");
        Assert.Equal(decision, purchase.Response.GetProperty("resultDetails").GetProperty("MerchantRuleDecision").GetString());
        Assert.Equal(persona.Account is null, purchase.Request.GetProperty("isGuestCheckout").GetBoolean());
        Assert.StartsWith(decision, persona.Expect.Replace("The bank declines", "Approve", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_does_what_it_says_until_it_is_reset()
    {
        foreach (var (fraud, heading) in new[] { (FraudFault.Slow, "Thank you"), (FraudFault.Unknown, "We are checking your order"), (FraudFault.Malformed, "We are checking your order"), (FraudFault.Unauthorized, "We are checking your order") })
        {
            await SwitchAsync(fraud, BankFault.None);
            Assert.StartsWith(heading, await HeadingAsync(), StringComparison.Ordinal);
        }

        await SwitchAsync(FraudFault.None, BankFault.Declines);
        using (var guest = new Guest(world))
            Assert.Contains("declined", (await BuyAsAsync(guest, Persona.All[0])).Text, StringComparison.OrdinalIgnoreCase);

        using var developer = world.Visit();
        var reset = await developer.PressAsync(await developer.GetAsync("/developer"), "Reset");
        Assert.DoesNotContain("made to go wrong now", reset.Text, StringComparison.Ordinal);
        Assert.StartsWith("Thank you", await HeadingAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_says_what_its_action_sent_and_shows_each_call()
    {
        await SwitchAsync(FraudFault.Unauthorized, BankFault.None);
        using var guest = new Guest(world) { Email = "gerda.gullible@example.com" };
        var outcome = await guest.BuyAsync();
        Assert.DoesNotContain("Score", outcome.Html, StringComparison.OrdinalIgnoreCase); // the panel is a link: what the shopper gets stays what it is
        var panel = Assert.Single(outcome.Document.QuerySelectorAll("aside.calls a"));

        using var developer = world.Visit();
        var page = await developer.GetAsync(panel.GetAttribute("href")!);

        var purchase = page.Document.QuerySelectorAll(".call-list > li").First(item => item.QuerySelector("b")!.TextContent == "Purchase");
        Assert.Contains("401", purchase.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Matches(@"\s[2-9] attempts", purchase.QuerySelector("summary")!.TextContent); // one with the old token, one with a new one; more if the held order was judged again
        Assert.Contains("Access token is missing", purchase.TextContent, StringComparison.Ordinal);
        Assert.Contains("curl -i 'http", purchase.TextContent, StringComparison.Ordinal);
        Assert.Contains("g…@example.com", purchase.TextContent, StringComparison.Ordinal);
        foreach (var secret in new[] { "gerda.gullible@example.com", "Bearer ey" })
            Assert.DoesNotContain(secret, page.Html, StringComparison.Ordinal);
        Assert.Contains("# Make a purchase", (await developer.GetAsync("/developer/documents/purchase-response.md")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await developer.GetAsync("/developer/documents/nothing.md")).Status);
    }

    [Fact]
    public async Task Pages_without_calls_say_nothing_of_calls()
    {
        using var guest = world.Visit();

        Assert.Empty((await guest.GetAsync("/cart")).Document.QuerySelectorAll("aside.calls"));
        Assert.Contains("Nothing was sent", (await guest.GetAsync("/developer/calls?after=0")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_stands_on_the_page()
    {
        Assert.Equal(Enum.GetValues<FraudFault>(), Switchboard.FraudFaults.Select(row => row.Fault));
        Assert.Equal(Enum.GetValues<BankFault>(), Switchboard.BankFaults.Select(row => row.Fault));
    }

    private static async Task<Page> BuyAsAsync(Guest guest, Persona persona)
    {
        var delivery = await guest.Browser.PressAsync(await guest.Browser.GetAsync("/developer"), $"Buy as {persona.Name}");
        var review = await guest.PayAsync(await guest.Browser.PressAsync(delivery, "Continue"), persona.Card);
        return await guest.PlaceAndWaitAsync(review);
    }

    private async Task<string> HeadingAsync()
    {
        using var guest = new Guest(world) { Email = $"{Guid.NewGuid():N}@example.com", Street = $"{Guid.NewGuid():N} Street" };
        return (await guest.BuyAsync()).Heading;
    }

    private async Task SwitchAsync(FraudFault fraud, BankFault bank)
    {
        using var developer = world.Visit();
        await developer.PressAsync(await developer.GetAsync("/developer"), "Switch", ("fraud", fraud.ToString()), ("bank", bank.ToString()));
    }
}
