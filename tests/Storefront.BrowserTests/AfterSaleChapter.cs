using Microsoft.Playwright;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>The chapter of the tour that leads past an order after its sale: as staff work on it, and as its buyer sees it.</summary>
internal static class AfterSaleChapter
{
    public static async Task WalkAsync(Stage stage, Func<string, IPage, Task> look)
    {
        await using var buyer = await stage.VisitAsync();
        await using var staff = await stage.VisitAsync();
        await buyer.AddAsync("cafe-mug");
        await buyer.ToReviewAsync(Guest.GoodCard);
        await buyer.PlaceOrderAsync("Thank you, Nora. Your order is placed");
        await buyer.Link("See your order").ClickAsync();
        await OpenAllAsync(buyer.Page);
        await look("order-cancel", buyer.Page);

        await staff.SignInAsStaffAsync(People.Support);
        await staff.Page.GotoAsync("/admin/orders?q=nobody");
        await look("staff-orders-none", staff.Page);
        await staff.Page.GotoAsync("/admin/orders");
        await look("staff-orders", staff.Page);
        await staff.OpenOrderAsync(buyer);
        await OpenAllAsync(staff.Page);
        await look("staff-order-open", staff.Page);

        await staff.Page.Locator("#ship .pieces input").First.FillAsync("0");
        await staff.SendAsync();
        var file = staff.Page.Url;

        await buyer.Page.ReloadAsync();
        await OpenAllAsync(buyer.Page);
        await look("order-return", buyer.Page);
        await buyer.Page.GetByLabel("How many of 1").FillAsync("1");
        await buyer.Button("Ask for a return").ClickAsync();
        await Expect(buyer.Page.GetByText("You asked to return something.")).ToBeVisibleAsync();

        await staff.Page.GotoAsync("/admin/returns");
        await look("staff-returns", staff.Page);
        await staff.Page.GotoAsync(file);
        await OpenAllAsync(staff.Page);
        await staff.Page.GetByLabel("An amount").CheckAsync();
        await staff.Page.GetByLabel("Amount in USD").FillAsync("100000");
        await staff.Button("Refund").ClickAsync();
        await Expect(staff.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("staff-order-refused", staff.Page);
        await staff.Page.GetByLabel("Amount in USD").FillAsync("2.50");
        await staff.Button("Refund").ClickAsync();
        await Expect(staff.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await staff.Page.GotoAsync("/admin/refunds");
        await look("staff-refunds", staff.Page);
        await staff.Page.GotoAsync(file + "/write");
        await look("staff-write", staff.Page);
    }

    private static Task OpenAllAsync(IPage page) => page.EvaluateAsync("for (const fold of document.querySelectorAll('details.fold')) fold.open = true");
}
