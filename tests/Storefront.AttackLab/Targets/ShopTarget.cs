using Storefront.AttackLab.Traffic;
using Storefront.Web.Tests;

namespace Storefront.AttackLab.Targets;

/// <summary>
/// Buys in a running shop, page by page, without script. The shop must believe what a proxy on this machine says of its visitors
/// (<c>Hosting__KnownProxies=127.0.0.1;::1</c>), or all of them come from one address.
/// </summary>
internal sealed class ShopTarget(Uri shop) : ITarget
{
    private const string RefusedCard = "4000000000000002";

    public async Task<bool?> MeetAsync(Step step) => step is Buy buy ? await BuyAsync(buy) : null;

    /// <summary>Stopped: by the decision, held for a person, or by the shop's own limits. A card the bank refuses has not been stopped.</summary>
    private async Task<bool?> BuyAsync(Buy buy)
    {
        using var browser = new Browser(shop) { ForwardedFor = buy.Ip };
        var product = await browser.GetAsync("/p/cafe-mug");
        await browser.PressAsync(product, "Add to cart", ("product", "KIT-CAFE-CREAM"), ("quantity", "1"));
        var bank = await browser.PressAsync(await browser.GetAsync("/checkout"), "Continue", Delivery(buy));
        var review = await browser.PressAsync(bank, "Use this card", Card(bank, buy));
        var outcome = await browser.PressAsync(review, "Place order");
        for (var wait = 0; outcome.Headers.Contains("Refresh") && wait < 100; wait++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            outcome = await browser.GetAsync(outcome.Address.AbsolutePath);
        }

        return !(outcome.Heading.StartsWith("Thank you", StringComparison.Ordinal) || outcome.Heading.StartsWith("The bank said no", StringComparison.Ordinal));
    }

    private static (string Name, string Value)[] Delivery(Buy buy) =>
    [
        ("Email", buy.Who.Email),
        ("Shipping.FirstName", buy.Who.FirstName),
        ("Shipping.LastName", buy.Who.LastName),
        ("Shipping.Country", "US"),
        ("Shipping.Street", $"{buy.Who.Id[..4]} Example Avenue"),
        ("Shipping.City", "Seattle"),
        ("Shipping.Region", "WA"),
        ("Shipping.PostalCode", "98101"),
        ("ShippingMethod", "Standard"),
        ("BillingSame", "true"),
    ];

    private static (string Name, string Value)[] Card(Page bank, Buy buy)
    {
        return [(Field("Name on card"), buy.Who.LastName), (Field("Card number"), buy.BankAgrees ? buy.Card.Number : RefusedCard), (Field("Expiry date (MM/YY)"), "12/39"), (Field("Security code"), "737")];

        string Field(string label)
        {
            var found = bank.Document.QuerySelectorAll("label").FirstOrDefault(element => element.TextContent.Trim() == label)
                ?? throw new InvalidOperationException($"{bank.Address} has no field '{label}'. It says: {bank.Text}");
            return bank.Document.GetElementById(found.GetAttribute("for")!)!.GetAttribute("name")!;
        }
    }
}
