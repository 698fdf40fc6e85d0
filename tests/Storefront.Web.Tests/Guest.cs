namespace Storefront.Web.Tests;

/// <summary>A guest who buys, page by page, without script.</summary>
internal sealed class Guest(World world) : IDisposable
{
    public const string GoodCard = "4111111111111111";
    public const string OtherCard = "5555555555554444";
    public const string DeclinedCard = "4000000000000002";
    public const string CaptureDeclinedCard = "4000000000000341";
    public const string SlowCard = "4000000000000259";
    public const string SilentCard = "4000000000000119";

    public Browser Browser { get; } = world.Visit();

    public string Email { get; set; } = "nora.ellery@example.com";

    public string FirstName { get; set; } = "Nora";

    public string Street { get; set; } = "418 Example Avenue";

    /// <summary>The checkout the guest is in.</summary>
    public Guid Checkout { get; private set; }

    public async Task<Page> AddAsync(string slug, string sku, int quantity = 1) =>
        await Browser.PressAsync(await Browser.GetAsync($"/p/{slug}"), "Add to cart", ("product", sku), ("quantity", quantity.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>From the cart to the review page.</summary>
    public async Task<Page> ToReviewAsync(string card = GoodCard)
    {
        var delivery = await Browser.GetAsync("/checkout");
        var bank = await Browser.PressAsync(delivery, "Continue", [.. Delivery()]);
        return await PayAsync(bank, card);
    }

    public (string Name, string Value)[] Delivery() =>
    [
        ("Email", Email),
        ("Phone", "+1-2065550143"),
        ("Shipping.FirstName", FirstName),
        ("Shipping.LastName", "Ellery"),
        ("Shipping.Country", "US"),
        ("Shipping.Street", Street),
        ("Shipping.City", "Seattle"),
        ("Shipping.Region", "WA"),
        ("Shipping.PostalCode", "98101"),
        ("ShippingMethod", "Standard"),
        ("BillingSame", "true"),
    ];

    /// <summary>At the bank's page: gives the card and comes back to where the shop goes on.</summary>
    public Task<Page> UseCardAsync(Page bank, string card, string expiry = "12/39") => Browser.PressAsync(bank, "Use this card", [.. CardFields(bank, card, expiry)]);

    /// <summary>At the bank's page: gives the card, and stays where the bank says the way back is.</summary>
    public async Task<Uri> ReferenceAsync(Page bank)
    {
        var (form, pressed) = bank.FindButton("Use this card");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bank.Address, form.GetAttribute("action") ?? bank.Address.ToString()))
        {
            Content = new FormUrlEncodedContent(Page.Fields(form, pressed, [.. CardFields(bank, GoodCard, "12/39")])),
        };
        using var answer = await Browser.SendOnceAsync(request);
        return answer.Headers.Location ?? throw new InvalidOperationException("The bank sent nobody back.");
    }

    /// <summary>At the bank's page: gives the card and comes back to the review page.</summary>
    public async Task<Page> PayAsync(Page bank, string card = GoodCard)
    {
        var review = await UseCardAsync(bank, card);
        Checkout = Guid.Parse(review.Address.Segments[2].TrimEnd('/'));
        return review;
    }

    public Task<Page> PlaceAsync(Page review) => Browser.PressAsync(review, "Place order");

    /// <summary>Cart to outcome in one go.</summary>
    public async Task<Page> BuyAsync(string card = GoodCard, string slug = "ridgeway-2", string sku = "TNT-RIDGE-2-MOSS", int quantity = 1)
    {
        await AddAsync(slug, sku, quantity);
        return await PlaceAndWaitAsync(await ToReviewAsync(card));
    }

    /// <summary>Places and, where the machine or the bank is slow, waits for the page that refreshes itself to come to an end.</summary>
    public async Task<Page> PlaceAndWaitAsync(Page review) =>
        await PlaceAsync(review) is var page && page.Headers.Contains("Refresh") ? await FinalOutcomeAsync() : page;

    public Task<Page> OutcomeAsync() => Browser.GetAsync($"/checkout/{Checkout}/outcome");

    /// <summary>Waits for the outcome page to stop saying that it is being worked on.</summary>
    public Task<Page> FinalOutcomeAsync(TimeSpan? within = null) =>
        World.EventuallyAsync(OutcomeAsync, page => !page.Headers.Contains("Refresh"), within);

    public void Dispose() => Browser.Dispose();

    // By label, because the bank's page is another house: only its words are agreed.
    public static IEnumerable<(string Name, string Value)> CardFields(Page bank, string card, string expiry = "12/39", string code = "737")
    {
        yield return (NameOf("Name on card"), "Nora Ellery");
        yield return (NameOf("Card number"), card);
        yield return (NameOf("Expiry date (MM/YY)"), expiry);
        yield return (NameOf("Security code"), code);

        string NameOf(string label)
        {
            var found = bank.Document.QuerySelectorAll("label").FirstOrDefault(element => element.TextContent.Trim() == label)
                ?? throw new InvalidOperationException($"{bank.Address} has no field '{label}'. It says: {bank.Text}");
            return bank.Document.GetElementById(found.GetAttribute("for")!)!.GetAttribute("name")!;
        }
    }
}
