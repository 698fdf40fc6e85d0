using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>What people who run the shop do again and again.</summary>
internal static class AtTheDesk
{
    /// <summary>To where this person's work begins.</summary>
    public static async Task SignInAsStaffAsync(this Shopper person, string email)
    {
        await person.SignInAsync(email, People.Password);
        await person.HeadingIsAsync("Dashboard");
    }

    /// <summary>The page with all that is known of an order, found by its buyer's address.</summary>
    public static async Task OpenOrderAsync(this Shopper staff, Shopper buyer)
    {
        await staff.Page.GotoAsync("/admin/orders?q=" + Uri.EscapeDataString(buyer.Email));
        await staff.Page.Locator("tbody th a").ClickAsync();
        await Expect(staff.Page.GetByText("Told to Fraud Protection")).ToBeVisibleAsync();
    }

    public static async Task SendAsync(this Shopper staff)
    {
        await staff.Field("Carrier").FillAsync("DHL");
        await staff.Field("Parcel number").FillAsync("JD014600004412");
        await staff.Button("Mark as sent").ClickAsync();
        await Expect(staff.Page.GetByText("1 on the way")).ToBeVisibleAsync();
    }

    public static async Task OpenReviewAsync(this Shopper reviewer, World world, Shopper buyer)
    {
        await reviewer.SignInAsStaffAsync(People.Reviewer);
        var number = await world.LookAsync(db => db.Orders.Where(order => order.Email == buyer.Email).Select(order => order.Number).SingleAsync());
        await reviewer.Page.GotoAsync("/admin/reviews");
        await reviewer.Link(number).ClickAsync();
        await reviewer.HeadingIsAsync($"Review {number}");
    }

    /// <summary>To the page of the chargeback.</summary>
    public static async Task RecordChargebackAsync(this Shopper reviewer, string order, string bankCase, string amount)
    {
        await reviewer.Page.GotoAsync($"/admin/chargebacks/new?order={order}");
        await reviewer.Field("Case number of the bank").FillAsync(bankCase);
        await reviewer.Field("Amount in USD").FillAsync(amount);
        await reviewer.Field("Last day for our answer").FillAsync(DateTimeOffset.UtcNow.AddDays(10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await reviewer.Field("Reason, in the words of the bank").FillAsync("Cardholder does not recognise the transaction");
        await reviewer.Button("Record").ClickAsync();
        await Expect(reviewer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync($"Chargeback {bankCase}");
    }
}
