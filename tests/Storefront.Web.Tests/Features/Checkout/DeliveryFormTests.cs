using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>The delivery page: what is wrong is said beside its field and in a linked summary, and nothing typed is lost.</summary>
public sealed class DeliveryFormTests(OutcomeTests.Running running) : IClassFixture<OutcomeTests.Running>
{
    private World World => running.World;

    [Fact]
    public async Task An_empty_checkout_form_comes_back_with_a_linked_summary_and_an_error_at_every_field()
    {
        using var guest = World.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");

        var page = await guest.Browser.PressAsync(await guest.Browser.GetAsync("/checkout"), "Continue", ("Shipping.City", "Ostrów"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var links = page.Document.QuerySelectorAll(".error-summary a").Select(link => link.GetAttribute("href")![1..]).ToList();
        Assert.Equal(["Email", "ShippingFirstName", "ShippingLastName", "ShippingStreet", "ShippingRegion", "ShippingPostalCode"], links);
        Assert.All(links, id => Assert.Equal("true", page.Document.GetElementById(id)?.GetAttribute("aria-invalid")));
        Assert.Equal("Ostrów", page.Document.GetElementById("ShippingCity")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_mistake_in_the_billing_address_says_that_it_is_about_billing()
    {
        using var guest = World.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");

        var page = await guest.Browser.PressAsync(
            await guest.Browser.GetAsync("/checkout"), "Continue", [.. guest.Delivery()[..^1], ("BillingSame", "false"), ("Billing.Country", "US"), ("Billing.City", "Tacoma")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var summary = page.Texts(".error-summary a");
        Assert.Equal("Billing address: enter a first name", summary[0]);
        Assert.All(summary, message => Assert.StartsWith("Billing address: ", message, StringComparison.Ordinal));
        Assert.Equal(summary[0], page.One("#BillingFirstName-error"));
        Assert.Equal("Tacoma", page.Document.GetElementById("BillingCity")!.GetAttribute("value"));
        Assert.Equal("Seattle", page.Document.GetElementById("ShippingCity")!.GetAttribute("value"));
    }

    [Fact]
    public async Task International_names_phones_and_postal_codes_arrive_as_they_were_typed()
    {
        using var guest = World.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");

        var bank = await guest.Browser.PressAsync(
            await guest.Browser.GetAsync("/checkout"), "Continue",
            ("Email", guest.Email), ("Phone", "+353 (0)1 555-0143"), ("Shipping.FirstName", "Ngọc Ánh"), ("Shipping.LastName", "Ó Súilleabháin-Łuczak"), ("Shipping.Country", "IE"),
            ("Shipping.Street", "5 Sráid Uí Chonaill"), ("Shipping.City", "Baile Átha Cliath"), ("Shipping.PostalCode", "D01 F5P2"), ("ShippingMethod", "Standard"), ("BillingSame", "true"));
        var review = await guest.PayAsync(bank);
        await guest.PlaceAndWaitAsync(review);

        var bought = (await World.LookAsync(db => db.Attempts.AsNoTracking().SingleAsync(attempt => attempt.CheckoutId == guest.Checkout))).Snapshot;
        Assert.Equal("Ngọc Ánh Ó Súilleabháin-Łuczak", $"{bought.Shipping.FirstName} {bought.Shipping.LastName}");
        Assert.Equal("D01 F5P2", bought.Shipping.PostalCode);
        Assert.Equal("+353 (0)1 555-0143", bought.Phone);
    }
}
