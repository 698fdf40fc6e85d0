using Storefront.Web.Features.Developer;

namespace Storefront.Web.Tests.Features.Developer;

/// <summary>The developer's page keeps what it promises: each persona ends as it says, and each fault does what it says.</summary>
public sealed class DeveloperTests : IAsyncLifetime
{
    private World world = null!;

    public async Task InitializeAsync() => world = await World.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["FraudProtection:Timeout"] = "00:00:20" }); // a busy machine is no fault

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
        await World.EventuallyAsync(HeadingAsync, heading => heading.StartsWith("Thank you", StringComparison.Ordinal), TimeSpan.FromSeconds(60)); // the circuit breaker may still be open
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
