using Microsoft.Playwright;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>Leads past every page there is, chapter by chapter; who follows looks at each with its name.</summary>
internal sealed class Tour(Stage stage, Func<string, IPage, Task> look)
{
    private static readonly Dictionary<string, Func<Tour, Task>> All = new()
    {
        ["browsing"] = tour => tour.BrowseAsync(),
        ["cart"] = tour => tour.FillTheCartAsync(),
        ["checkout"] = tour => tour.CheckOutAsync(),
        ["placed"] = tour => tour.GetAnOrderAsync(),
        ["other outcomes"] = tour => tour.GetNoOrderAsync(),
        ["neighbours"] = tour => tour.VisitNeighboursAsync(),
    };

    public static IEnumerable<string> Chapters => All.Keys;

    public Task WalkAsync(string chapter) => All[chapter](this);

    private async Task BrowseAsync()
    {
        await using var shopper = await stage.VisitAsync();
        foreach (var (name, address) in new[]
        {
            ("home", "/"), ("category", "/c/packs"), ("search", "/search?q=lam"), ("search-none", "/search?q=submarine"), ("product", "/p/ridgeway-2"),
            ("product-sold-out", "/p/herbarium"), ("cart-empty", "/cart"), ("privacy", "/privacy"), ("not-found", "/c/submarines"),
        })
        {
            await shopper.Page.GotoAsync(address);
            await look(name, shopper.Page);
        }

        await shopper.Page.GotoAsync("/c/tents");
        await shopper.Page.GetByRole(AriaRole.Group, new() { Name = "Filter" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(shopper.Link("Clear all filters")).ToBeVisibleAsync();
        await look("category-filtered", shopper.Page);

        await shopper.Page.GotoAsync("/p/crumb-hip-bag");
        await shopper.Page.GetByLabel("Ink").CheckAsync();
        await shopper.Field("Quantity").FillAsync("9");
        await shopper.Button("Add to cart").ClickAsync();
        await Expect(shopper.Field("Quantity")).ToHaveAttributeAsync("aria-invalid", "true");
        await look("product-error", shopper.Page);
    }

    private async Task FillTheCartAsync()
    {
        await using var shopper = await stage.VisitAsync();
        foreach (var slug in new[] { "meadow-bell-5", "cafe-mug", "stallykta-storm-lantern" })
            await shopper.AddAsync(slug);
        await look("cart", shopper.Page);

        // More than there are.
        await shopper.Page.GetByLabel("Quantity of Meadow").FillAsync("20");
        await shopper.Page.Keyboard.PressAsync("Enter");
        await Expect(shopper.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("cart-error", shopper.Page);
    }

    private async Task CheckOutAsync()
    {
        await using var shopper = await stage.VisitAsync();
        await shopper.AddAsync("ridgeway-2");
        await shopper.AddAsync("cafe-mug");
        await shopper.CheckOutAsync();
        await look("checkout", shopper.Page);

        await shopper.Field("Email").FillAsync("nora");
        await shopper.Field("Same as shipping").UncheckAsync();
        await shopper.Button("Continue").ClickAsync();
        await Expect(shopper.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("checkout-errors", shopper.Page);

        await shopper.Field("Same as shipping").CheckAsync();
        await shopper.FillInDeliveryAsync();
        await shopper.Button("Continue").ClickAsync();
        await shopper.AtTheBankAsync();

        // The page between shop and bank goes on by itself; without its Refresh header it stays to be looked at.
        var back = await shopper.Page.Locator("a[href*='/checkout/']").First.GetAttributeAsync("href");
        var checkout = new Uri(back!).Segments[2];
        await HoldStillAsync(shopper, "**/payment");
        await shopper.Page.GotoAsync(new Uri(stage.World.ShopAddress, $"/checkout/{checkout}payment").ToString());
        await shopper.HeadingIsAsync("Payment");
        await look("payment", shopper.Page);
        await shopper.Context.UnrouteAllAsync();

        await shopper.Page.GotoAsync(new Uri(stage.World.ShopAddress, $"/checkout/{checkout}pay").ToString());
        await shopper.AtTheBankAsync();
        await look("bank-card", shopper.Page);
        await shopper.Button("Use this card").ClickAsync();
        await Expect(shopper.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("bank-card-errors", shopper.Page);

        await shopper.UseCardAsync(Guest.GoodCard);
        await look("review", shopper.Page);
    }

    private async Task GetAnOrderAsync()
    {
        await using var shopper = await stage.VisitAsync();
        shopper.Email = "nora.ellery@example.com";
        await shopper.ToReviewAsync(Guest.GoodCard, "ridgeway-2");
        await shopper.PlaceOrderAsync("Thank you, Nora. Your order is placed");
        await look("placed", shopper.Page);
        await shopper.Link("See your order").ClickAsync();
        await Expect(shopper.Page.GetByText("What has happened")).ToBeVisibleAsync();
        await look("order", shopper.Page);

        await shopper.Page.GotoAsync("/mailbox");
        await look("mailbox", shopper.Page);
        await shopper.Page.Locator("a[href^='/mailbox/']").First.ClickAsync();
        await Expect(shopper.Page.GetByText("As plain text")).ToBeVisibleAsync();
        await look("mail", shopper.Page);

        // In the mailbox the mail stands in a frame in which nothing may run; a page of its own can be looked into.
        var html = await shopper.Context.APIRequest.GetAsync(await shopper.Page.Locator("iframe").GetAttributeAsync("src") ?? "");
        var mail = await shopper.Context.NewPageAsync();
        await mail.SetContentAsync(await html.TextAsync());
        await look("mail-alone", mail);
    }

    private async Task GetNoOrderAsync()
    {
        foreach (var (name, email, card, heading) in new[]
        {
            ("rejected", "nora+reject@example.com", Guest.GoodCard, "Your order was not placed"),
            ("held", "nora+review@example.com", Guest.GoodCard, "We are checking your order"),
            ("declined", "nora@example.com", Guest.DeclinedCard, "The bank said no to this card"),
            ("checking", "nora@example.com", Guest.SilentCard, "Your payment is being checked"),
        })
        {
            await using var shopper = await stage.VisitAsync();
            shopper.Email = email;
            await shopper.ToReviewAsync(card, "wend-kettle");
            await shopper.PlaceOrderAsync(heading);
            await HoldStillAsync(shopper, "**/outcome");
            var still = await shopper.Context.NewPageAsync();
            await still.GotoAsync(shopper.Page.Url);
            await Expect(still.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
            await look(name, still);
        }
    }

    /// <summary>Pages that go on by themselves stay where they are: the address answers without its Refresh header.</summary>
    private static Task HoldStillAsync(Shopper shopper, string address) => shopper.Context.RouteAsync(address, async route =>
    {
        var answer = await route.FetchAsync();
        await route.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Where(header => header.Key != "refresh") });
    });

    private async Task VisitNeighboursAsync()
    {
        using var guest = stage.World.Guest();
        await guest.BuyAsync();
        await using var shopper = await stage.VisitAsync();
        await shopper.Page.GotoAsync(stage.World.ServiceAddress.ToString());
        await look("service", shopper.Page);
        await shopper.Page.Locator("details.event").First.ClickAsync();
        await look("service-event", shopper.Page);
        await shopper.Page.GotoAsync(stage.World.BankAddress.ToString());
        await look("bank", shopper.Page);
    }
}
