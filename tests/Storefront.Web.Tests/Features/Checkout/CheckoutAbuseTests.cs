using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>What other shops let through at the checkout (docs/abuse.md).</summary>
public sealed class CheckoutAbuseTests
{
    [Fact]
    public async Task A_card_in_the_address_pays_for_nothing_and_is_kept_nowhere()
    {
        const string card = "4111111111111111";
        await using var world = await World.StartAsync();
        using var guest = world.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        await guest.Browser.PressAsync(await guest.Browser.GetAsync("/checkout"), "Continue", guest.Delivery());
        var checkout = await world.LookAsync(db => db.Checkouts.Select(open => open.Id).SingleAsync());
        var query = $"attempt=1&number={card}&cardNumber={card}&expiry=12/39&cvv=737&reference={card}";

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await guest.Browser.GetAsync($"/checkout/{checkout}/place?{query}")).Status);
        await guest.Browser.GetAsync($"/checkout/{checkout}/card?{query}");
        await guest.Browser.GetAsync($"/checkout/{checkout}/review?{query}");

        Assert.Equal(0, await world.LookAsync(db => db.Attempts.CountAsync()));
        Assert.Null((await world.LookAsync(db => db.Checkouts.AsNoTracking().SingleAsync())).Card);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(world.Directory, "shop"), "*", SearchOption.AllDirectories))
            Assert.True((await ReadAsync(file)).AsSpan().IndexOf("4111111111111111"u8) < 0, $"{file} holds the card number.");
    }

    [Theory]
    [InlineData("1234567", "12/39", "737")]
    [InlineData(Guest.GoodCard, "12/39", "x")]
    [InlineData(Guest.GoodCard, "01/01", "737")]
    public async Task A_card_that_is_none_stays_at_the_bank_and_nothing_is_placed(string number, string expiry, string code)
    {
        await using var world = await World.StartAsync();
        using var guest = world.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var bank = await guest.Browser.PressAsync(await guest.Browser.GetAsync("/checkout"), "Continue", guest.Delivery());

        var page = await guest.Browser.PressAsync(bank, "Use this card", [.. Guest.CardFields(bank, number, expiry, code)]);

        Assert.Equal(world.BankAddress.Authority, page.Address.Authority);
        Assert.NotEmpty(page.Document.QuerySelectorAll("[aria-invalid=true]"));
        Assert.Null((await world.LookAsync(db => db.Checkouts.AsNoTracking().SingleAsync())).Card);
    }

    [Fact]
    public async Task No_visitor_chooses_the_environment_the_tenant_or_the_prices_that_Fraud_Protection_is_asked_about()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        var environments = new ConcurrentBag<string>();
        world.Fraud.Behaviour = call =>
        {
            if (call.Path.Contains("/events/", StringComparison.OrdinalIgnoreCase))
                environments.Add(call.Context.Request.Headers["x-ms-dfpenvid"].ToString());
            return call.PassOnAsync();
        };
        (string, string)[] wishes =
        [
            ("EnvironmentId", "of-somebody-else"), ("x-ms-dfpenvid", "of-somebody-else"), ("FraudProtection:EnvironmentId", "of-somebody-else"), ("tenant", "x"),
            ("total", "0.01"), ("Total", "-108.50"), ("totalAmount", "1"), ("ShippingCost", "0"), ("Tax", "0"), ("decision", "Approve"),
        ];
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var bank = await guest.Browser.PressAsync(await guest.Browser.GetAsync("/checkout?environment=of-somebody-else"), "Continue", [.. guest.Delivery(), .. wishes]);
        var review = await guest.PayAsync(bank);
        var told = review.Texts("dd.grand")[0];

        await guest.Browser.PressAsync(review, "Place order", wishes);
        await guest.FinalOutcomeAsync();

        var attempt = await world.LookAsync(db => db.Attempts.AsNoTracking().SingleAsync());
        await world.EventuallyReceivedAsync(attempt.PurchaseId, 4);
        Assert.Equal(["33333333-3333-3333-3333-333333333333"], environments.Distinct());
        Assert.Equal(told, "$" + attempt.Total.ToString("#,0.00", System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(await world.LedgerAsync(attempt.OutboxKey), row => Assert.Equal(attempt.Total, row.Amount));
    }

    // The database is open while it is read.
    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
