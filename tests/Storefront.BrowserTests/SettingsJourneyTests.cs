using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>An administrator changes the integration in a browser, and the next purchase is judged by the new settings.</summary>
[Collection(OnStage.Name)]
public sealed class SettingsJourneyTests(Stage stage)
{
    [Fact]
    public async Task A_change_of_the_assessment_type_counts_for_the_next_purchase_and_is_written_down()
    {
        await using var admin = await stage.VisitAsync();
        await admin.SignInAsStaffAsync(People.Administrator);
        try
        {
            await ChangeToAsync(admin, "Evaluate");
            await using var shopper = await stage.VisitAsync();
            shopper.Email = shopper.Email.Replace("@", "+reject@", StringComparison.Ordinal);
            await shopper.ToReviewAsync(Guest.GoodCard);
            await shopper.PlaceOrderAsync("Thank you, Nora. Your order is placed");

            var purchase = Assert.Single(await shopper.PurchasesAsync());
            Assert.Equal("Evaluate", purchase.Text("assessmentType"));
            await shopper.ExpectAsync(
                purchase, ["Purchase", "BankEvent Auth Approved", "PurchaseStatus Approved RuleEngine", "BankEvent Charge Approved"], ["authorize approved", "capture approved"]);
        }
        finally
        {
            await ChangeToAsync(admin, "Protect");
        }

        await using var other = await stage.VisitAsync();
        other.Email = other.Email.Replace("@", "+reject@", StringComparison.Ordinal);
        await other.ToReviewAsync(Guest.GoodCard);
        await other.PlaceOrderAsync("Your order was not placed");
        Assert.Equal("Protect", Assert.Single(await other.PurchasesAsync()).Text("assessmentType"));

        await admin.Page.GotoAsync("/admin/audit?what=Settings+saved");
        await Expect(admin.Page.GetByText("Assessment type").First).ToBeVisibleAsync();
        Assert.Empty(admin.Faults);
    }

    private static async Task ChangeToAsync(Shopper admin, string type)
    {
        await admin.Page.GotoAsync("/admin/settings");
        await admin.Page.Locator($"input[name=AssessmentType][value={type}]").CheckAsync();
        await admin.Button("Save settings").ClickAsync();
        await Expect(admin.Page.GetByText("is saved and in force")).ToBeVisibleAsync();
    }
}
