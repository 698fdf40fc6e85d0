using Microsoft.Playwright;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>Somebody who buys with a browser, and finds everything by the words that stand on the pages.</summary>
internal sealed class Shopper : IAsyncDisposable
{
    private readonly World world;
    private readonly IBrowserContext context;
    private readonly IPage page;

    public Shopper(World world, IBrowserContext context, IPage page)
    {
        (this.world, this.context, this.page) = (world, context, page);
        page.PageError += (_, error) => Faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Faults.Add($"{message.Text} ({message.Location})");
        };
    }

    public IPage Page => page;

    public IBrowserContext Context => context;

    /// <summary>What the browser complained about: script errors, broken loads, anything the content security policy refused.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Its own for every shopper: by it the purchase is found at the Fraud Protection service.</summary>
    public string Email { get; set; } = $"nora.{Guid.NewGuid():N}@example.com";

    public string Street { get; set; } = "418 Example Avenue";

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Field(string label) => page.GetByLabel(label, new() { Exact = true });

    public ILocator InSection(string section, string label) =>
        page.GetByRole(AriaRole.Group, new() { Name = section, Exact = true }).GetByLabel(label, new() { Exact = true });

    /// <summary>Waits for the page of that name, and until all of it is there.</summary>
    public async Task HeadingIsAsync(string heading)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        try
        {
            await page.WaitForLoadStateAsync(options: new() { Timeout = 10_000 });
        }
        catch (TimeoutException)
        {
            // Now and then the driver misses the event of a page that was loaded at once. The page itself is there.
        }
    }

    /// <summary>Pages that go on by themselves stay where they are: the address answers without its Refresh header.</summary>
    public Task HoldStillAsync(string address) => context.RouteAsync(address, async route =>
    {
        var answer = await route.FetchAsync();
        await route.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Where(header => header.Key != "refresh") });
    });

    public async Task AddAsync(string slug)
    {
        await page.GotoAsync($"/p/{slug}");
        await Button("Add to cart").ClickAsync();
        await HeadingIsAsync("Your cart");
    }

    public async Task CheckOutAsync()
    {
        await Button("Check out").ClickAsync();
        await HeadingIsAsync("Delivery");
    }

    public async Task FillInDeliveryAsync()
    {
        await Field("Email").FillAsync(Email);
        foreach (var (label, value) in Address())
            await InSection("Shipping address", label).FillAsync(value);
    }

    /// <summary>The fields of the shipping address in the order in which they stand there; the country is the shop's own.</summary>
    public IReadOnlyList<(string Label, string Value)> Address() =>
    [
        ("First name", "Nora"),
        ("Last name", "Ellery"),
        ("Address", Street),
        ("City", "Seattle"),
        ("State or region", "WA"),
        ("Postal code", "98101"),
    ];

    /// <summary>Signs in as somebody Development has an account of.</summary>
    public async Task SignInAsync(string email)
    {
        Email = email;
        await page.GotoAsync("/account/sign-in");
        await Field("Email").FillAsync(email);
        await Field("Password").FillAsync(People.Password);
        await Button("Sign in").ClickAsync();
        await Expect(Link("Your account").First).ToBeVisibleAsync();
    }

    /// <summary>Notes an address in the account.</summary>
    public async Task NoteAddressAsync()
    {
        await page.GotoAsync("/account/addresses/new");
        foreach (var (label, value) in Address())
            await Field(label).FillAsync(value);
        await page.GetByLabel("Apartment, suite or floor").FillAsync("Unit 6");
        await Button("Save address").ClickAsync();
        await HeadingIsAsync("Addresses");
    }

    /// <summary>Adds a card to the account, at the bank.</summary>
    public async Task NoteCardAsync(string number)
    {
        await page.GotoAsync("/account/cards");
        await Link("Add a card").ClickAsync();
        await AtTheBankAsync();
        await FillInCardAsync(number);
        await Button("Use this card").ClickAsync();
        await HeadingIsAsync("Cards");
    }

    /// <summary>From the delivery page to the bank's, through the page that says so.</summary>
    public async Task ContinueAsync()
    {
        await Button("Continue").ClickAsync();
        await AtTheBankAsync();
    }

    public Task AtTheBankAsync() => HeadingIsAsync("Your card");

    public async Task FillInCardAsync(string number)
    {
        foreach (var (label, value) in Card(number))
            await Field(label).FillAsync(value);
    }

    public static IReadOnlyList<(string Label, string Value)> Card(string number) =>
        [("Name on card", "Nora Ellery"), ("Card number", number), ("Expiry date (MM/YY)", "12/39"), ("Security code", "737")];

    public async Task UseCardAsync(string number)
    {
        await FillInCardAsync(number);
        await Button("Use this card").ClickAsync();
        await HeadingIsAsync("Review and place your order");
    }

    /// <summary>A product page to the review page.</summary>
    public async Task ToReviewAsync(string card, string slug = "pocket-torch")
    {
        await AddAsync(slug);
        await CheckOutAsync();
        await FillInDeliveryAsync();
        await ContinueAsync();
        await UseCardAsync(card);
    }

    /// <summary>Places the order and waits for the page that ends it, however long the shop shows progress.</summary>
    public async Task PlaceOrderAsync(string outcome)
    {
        await Button("Place order").ClickAsync();
        await HeadingIsAsync(outcome);
    }

    /// <summary>The purchases of this shopper that the service was asked about, oldest first.</summary>
    public async Task<IReadOnlyList<Received>> PurchasesAsync() =>
        [.. (await world.ReceivedAsync()).Where(row => row.Event == "Purchase" && row.Request.GetProperty("user").GetProperty("email").GetString() == Email)];

    /// <summary>Holds what the service received and what the bank did about a purchase to this, in this order, and the browser to no complaint.</summary>
    public async Task ExpectAsync(Received purchase, string[] events, string[] ledger)
    {
        Assert.Empty(Faults);
        var id = purchase.Text("purchaseId");
        var received = await world.EventuallyReceivedAsync(id, events.Length);
        Assert.Equal(events, received.Select(row => row.Story));
        Assert.All(received, row => Assert.Equal(200, row.Status));
        Assert.Equal(ledger, (await world.LedgerAsync(id)).Select(row => row.Story));
    }

    public async ValueTask DisposeAsync()
    {
        // What is still on its way through a route ends with the visit.
        await context.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
        await context.DisposeAsync();
    }
}
