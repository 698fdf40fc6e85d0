using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>Leads past every page there is, chapter by chapter; who follows looks at each with its name.</summary>
internal sealed partial class Tour(Stage stage, Func<string, IPage, Task> look)
{
    private static readonly Dictionary<string, Func<Tour, Task>> All = new()
    {
        ["browsing"] = tour => tour.BrowseAsync(),
        ["cart"] = tour => tour.FillTheCartAsync(),
        ["checkout"] = tour => tour.CheckOutAsync(),
        ["placed"] = tour => tour.GetAnOrderAsync(),
        ["other outcomes"] = tour => tour.GetNoOrderAsync(),
        ["too many attempts"] = tour => tour.TryTooOftenAsync(),
        ["bank away"] = tour => tour.FindTheBankAwayAsync(),
        ["late ends"] = tour => tour.LoseTheOrderLaterAsync(),
        ["signing in"] = tour => tour.SignInAsync(),
        ["account"] = tour => tour.OwnAnAccountAsync(),
        ["second step"] = tour => tour.ProveItAsync(),
        ["back office"] = tour => tour.WorkAsync(),
        ["judgement"] = tour => tour.FollowAsync(JudgementChapter.WalkAsync),
        ["after the sale"] = tour => tour.FollowAsync(AfterSaleChapter.WalkAsync),
        ["house"] = tour => tour.FollowAsync(HouseChapter.WalkAsync),
        ["a shopper's own"] = tour => tour.LiveHereAsync(),
        ["customer's checkout"] = tour => tour.CheckOutAsACustomerAsync(),
        ["portal"] = tour => tour.FollowAsync(PortalChapter.WalkAsync),
        ["neighbours"] = tour => tour.VisitNeighboursAsync(),
    };

    public static IEnumerable<string> Chapters => All.Keys;

    public Task WalkAsync(string chapter) => All[chapter](this);

    /// <summary>A chapter that stands in a file of its own.</summary>
    private Task FollowAsync(Func<Stage, Func<string, IPage, Task>, Task> chapter) => chapter(stage, LookAsync);

    private async Task BrowseAsync()
    {
        await using var shopper = await stage.VisitAsync();
        foreach (var (name, address) in new[]
        {
            ("home", "/"), ("category", "/c/packs"), ("search", "/search?q=lam"), ("search-none", "/search?q=submarine"), ("product", "/p/ridgeway-2"),
            ("product-sold-out", "/p/herbarium"), ("cart-empty", "/cart"), ("privacy", "/privacy"), ("not-found", "/c/submarines"),
            ("refused", "/error/400"), ("busy", "/error/429"), ("broken", "/error/500"),
        })
        {
            await shopper.Page.GotoAsync(address);
            await LookAsync(name, shopper.Page);
        }

        await shopper.Page.GotoAsync("/c/tents");
        await shopper.Page.GetByRole(AriaRole.Group, new() { Name = "Filter" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(shopper.Link("Clear all filters")).ToBeVisibleAsync();
        await LookAsync("category-filtered", shopper.Page);

        await shopper.Page.GotoAsync("/p/crumb-hip-bag");
        await shopper.Page.GetByLabel("Ink").CheckAsync();
        await shopper.Field("Quantity").FillAsync("9");
        await shopper.Button("Add to cart").ClickAsync();
        await Expect(shopper.Field("Quantity")).ToHaveAttributeAsync("aria-invalid", "true");
        await LookAsync("product-error", shopper.Page);
    }

    private async Task FillTheCartAsync()
    {
        await using var shopper = await stage.VisitAsync();
        foreach (var slug in new[] { "meadow-bell-5", "cafe-mug", "stallykta-storm-lantern" })
            await shopper.AddAsync(slug);
        await LookAsync("cart", shopper.Page);

        // More than there are.
        await shopper.Page.GetByLabel("Quantity of Meadow").FillAsync("20");
        await shopper.Page.Keyboard.PressAsync("Enter");
        await Expect(shopper.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LookAsync("cart-error", shopper.Page);
    }

    private async Task CheckOutAsync()
    {
        await using var shopper = await stage.VisitAsync();
        await shopper.AddAsync("ridgeway-2");
        await shopper.AddAsync("cafe-mug");
        await shopper.CheckOutAsync();
        await LookAsync("checkout", shopper.Page);

        await shopper.Field("Email").FillAsync("nora");
        await shopper.Field("Same as shipping").UncheckAsync();
        await shopper.Button("Continue").ClickAsync();
        await Expect(shopper.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LookAsync("checkout-errors", shopper.Page);

        await shopper.Field("Same as shipping").CheckAsync();
        await shopper.FillInDeliveryAsync();
        await shopper.Button("Continue").ClickAsync();
        await shopper.AtTheBankAsync();

        // The page between shop and bank goes on by itself; without its Refresh header it stays to be looked at.
        var back = await shopper.Page.Locator("a[href*='/checkout/']").First.GetAttributeAsync("href");
        var checkout = new Uri(back!).Segments[2];
        await shopper.HoldStillAsync("**/payment");
        await shopper.Page.GotoAsync(new Uri(stage.World.ShopAddress, $"/checkout/{checkout}payment").ToString());
        await shopper.HeadingIsAsync("Payment");
        await LookAsync("payment", shopper.Page);
        await shopper.Context.UnrouteAllAsync();

        await shopper.Page.GotoAsync(new Uri(stage.World.ShopAddress, $"/checkout/{checkout}pay").ToString());
        await shopper.AtTheBankAsync();
        await LookAsync("bank-card", shopper.Page);
        await shopper.Button("Use this card").ClickAsync();
        await Expect(shopper.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LookAsync("bank-card-errors", shopper.Page);

        await shopper.UseCardAsync(Guest.GoodCard);
        await LookAsync("review", shopper.Page);
    }

    private async Task GetAnOrderAsync()
    {
        await using var shopper = await stage.VisitAsync();
        shopper.Email = "nora.ellery@example.com";
        await shopper.ToReviewAsync(Guest.GoodCard, "ridgeway-2");
        await shopper.PlaceOrderAsync("Thank you, Nora. Your order is placed");
        await LookAsync("placed", shopper.Page);
        await shopper.Link("See your order").ClickAsync();
        await Expect(shopper.Page.GetByText("What has happened")).ToBeVisibleAsync();
        await LookAsync("order", shopper.Page);

        await shopper.Page.GotoAsync("/developer");
        await LookAsync("developer", shopper.Page);
        await shopper.Page.GotoAsync("/developer/calls");
        await shopper.Page.Locator(".call-list summary").First.ClickAsync();
        await LookAsync("developer-calls", shopper.Page);

        await shopper.Page.GotoAsync("/mailbox");
        await LookAsync("mailbox", shopper.Page);
        await shopper.Page.Locator("a[href^='/mailbox/']").First.ClickAsync();
        await Expect(shopper.Page.GetByText("As plain text")).ToBeVisibleAsync();
        await LookAsync("mail", shopper.Page);

        // In the mailbox the mail stands in a frame in which nothing may run; a page of its own can be looked into.
        var html = await shopper.Context.APIRequest.GetAsync(await shopper.Page.Locator("iframe").GetAttributeAsync("src") ?? "");
        var mail = await shopper.Context.NewPageAsync();
        await mail.SetContentAsync(await html.TextAsync());
        await LookAsync("mail-alone", mail);
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
            await LookAtOutcomeAsync(name, shopper, heading);
        }
    }

    private async Task LiveHereAsync()
    {
        await using var shopper = await stage.VisitAsync();
        await shopper.SignInAsync(People.ShopperA);
        foreach (var (name, address) in new[]
        {
            ("account", "/account"), ("account-profile", "/account/profile"), ("account-addresses-empty", "/account/addresses"), ("account-cards-empty", "/account/cards"),
            ("account-orders-empty", "/account/orders"), ("account-data", "/account/data"), ("account-erased", "/account/data/erased"),
        })
        {
            await shopper.Page.GotoAsync(address);
            await LookAsync(name, shopper.Page);
        }

        await shopper.Page.GotoAsync("/account/profile");
        await shopper.Field("First name").FillAsync("");
        await shopper.Button("Save profile").ClickAsync();
        await Expect(shopper.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LookAsync("account-profile-error", shopper.Page);

        await shopper.Page.GotoAsync("/account/addresses/new");
        await LookAsync("account-address", shopper.Page);
        await shopper.NoteAddressAsync();
        await LookAsync("account-addresses", shopper.Page);
        await shopper.NoteCardAsync(Guest.GoodCard);
        await LookAsync("account-cards", shopper.Page);

        await shopper.AddAsync("cafe-mug");
        await shopper.CheckOutAsync();
        await shopper.Button("Continue").ClickAsync();
        await shopper.HeadingIsAsync("Payment");
        await shopper.Button("Continue").ClickAsync();
        await shopper.HeadingIsAsync("Review and place your order");
        await shopper.PlaceOrderAsync("Thank you, Nora. Your order is placed");
        await shopper.Page.GotoAsync("/account/orders");
        await LookAsync("account-orders", shopper.Page);
        await shopper.Page.Locator(".orders a").First.ClickAsync();
        await Expect(shopper.Page.GetByText("What has happened")).ToBeVisibleAsync();
        await shopper.Page.GetByText("Cancel this order").ClickAsync();
        await LookAsync("account-order", shopper.Page);
        await shopper.Link("Print").ClickAsync();
        await Expect(shopper.Link("Back to the order")).ToBeVisibleAsync();
        await LookAsync("account-order-print", shopper.Page);
    }

    private async Task CheckOutAsACustomerAsync()
    {
        await using var shopper = await stage.VisitAsync();
        await shopper.SignInAsync(People.ShopperB);
        await shopper.NoteAddressAsync();
        await shopper.NoteCardAsync(Guest.GoodCard);
        await shopper.AddAsync("cafe-mug");
        await shopper.CheckOutAsync();
        await LookAsync("customer-checkout", shopper.Page);
        await shopper.Button("Continue").ClickAsync();
        await shopper.HeadingIsAsync("Payment");
        await LookAsync("customer-payment", shopper.Page);
        await shopper.Link("Use another card").ClickAsync();
        await shopper.AtTheBankAsync();
        await shopper.UseCardAsync("5555555555554444");
        await Expect(shopper.Page.GetByLabel("Save this card")).ToBeVisibleAsync();
        await LookAsync("customer-review", shopper.Page);
    }

    private async Task TryTooOftenAsync()
    {
        await using var shopper = await stage.VisitAsync();
        shopper.Email = shopper.Email.Replace("@", "+reject@", StringComparison.Ordinal);
        await shopper.ToReviewAsync(Guest.GoodCard, "wend-kettle");
        var review = shopper.Page.Url;
        for (var attempt = 1; attempt <= Stage.AttemptsPerEmail; attempt++)
        {
            await shopper.PlaceOrderAsync("Your order was not placed");
            await shopper.Page.GotoAsync(review);
        }

        await shopper.PlaceOrderAsync("That was a lot of tries");
        await LookAsync("too-many-attempts", shopper.Page);
    }

    private async Task FindTheBankAwayAsync()
    {
        await using var world = await World.StartAsync(new Dictionary<string, string?> { ["Payments:BankAddress"] = "http://127.0.0.1:9" });
        await using var shopper = await stage.VisitAsync(world: world);
        await shopper.AddAsync("wend-kettle");
        await shopper.CheckOutAsync();
        await shopper.FillInDeliveryAsync();
        await shopper.Button("Continue").ClickAsync();
        await shopper.HeadingIsAsync("The bank does not answer");
        await LookAsync("bank-away", shopper.Page);
    }

    /// <summary>What ends well after Place order was pressed, in a shop whose patience is short.</summary>
    private async Task LoseTheOrderLaterAsync()
    {
        await using var world = await World.StartBehindAProxyAsync(("FraudProtection:Timeout", Stage.SlowMachine), ("Checkout:BankPatience", "00:00:04"), ("Payments:AuthorizationLifetime", "00:00:02"));
        foreach (var (name, card, held, heading) in new[]
        {
            ("payment-unavailable", Guest.SilentCard, false, "The bank gave no answer"),
            ("cancelled", Guest.GoodCard, true, "Your order was cancelled"),
            ("sold-out-meanwhile", Guest.GoodCard, false, "Somebody was quicker"),
        })
        {
            await using var shopper = await stage.VisitAsync(world: world);
            shopper.Street = held ? "1 Review Road" : shopper.Street;
            await shopper.ToReviewAsync(card, "wend-kettle");
            if (name == "sold-out-meanwhile")
            {
                world.Fraud.Behaviour = async call =>
                {
                    await world.LookAsync(db => db.Variants.ExecuteUpdateAsync(set => set.SetProperty(variant => variant.Stock, 0)));
                    await call.PassOnAsync();
                };
            }

            var checkout = new Uri(shopper.Page.Url).Segments[2];
            await shopper.Button("Place order").ClickAsync();
            await shopper.Page.WaitForURLAsync("**/outcome");
            await shopper.HoldStillAsync("**/outcome");
            var still = await shopper.Context.NewPageAsync();
            await World.EventuallyAsync(
                async () =>
                {
                    await still.GotoAsync($"/checkout/{checkout}outcome");
                    return await still.Locator("h1").TextContentAsync();
                },
                text => text == heading,
                TimeSpan.FromMilliseconds(Stage.Patience));
            await LookAsync(name, still);
        }
    }

    /// <summary>In a page of its own, in which nothing goes on by itself.</summary>
    private async Task LookAtOutcomeAsync(string name, Shopper shopper, string heading)
    {
        await shopper.HoldStillAsync("**/outcome");
        var still = await shopper.Context.NewPageAsync();
        await still.GotoAsync(shopper.Page.Url);
        await Expect(still.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
        await LookAsync(name, still);
    }

    /// <summary>Only at a page that is all there.</summary>
    private async Task LookAsync(string name, IPage page)
    {
        await page.WaitForLoadStateAsync();
        await look(name, page);
    }

    private async Task VisitNeighboursAsync()
    {
        using var guest = stage.World.Guest();
        await guest.BuyAsync();
        await using var shopper = await stage.VisitAsync();
        await shopper.Page.GotoAsync(stage.World.ServiceAddress.ToString());
        await LookAsync("service", shopper.Page);
        await shopper.Page.Locator("details.event").First.ClickAsync();
        await LookAsync("service-event", shopper.Page);
        await shopper.Page.GotoAsync(stage.World.BankAddress.ToString());
        await LookAsync("bank", shopper.Page);
    }
}
