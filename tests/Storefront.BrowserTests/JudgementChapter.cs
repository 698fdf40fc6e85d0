using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>The pages of those who judge: reviews, chargebacks, labels.</summary>
internal static class JudgementChapter
{
    public static async Task WalkAsync(Stage stage, Func<string, IPage, Task> look)
    {
        var held = await BuyAsync(stage.World, "nora+review@example.com");
        var paid = await BuyAsync(stage.World, "nora.ellery@example.com");
        await using var reviewer = await stage.VisitAsync();
        await reviewer.SignInAsStaffAsync(People.Reviewer);

        await reviewer.Page.GotoAsync("/admin/reviews");
        await look("reviews", reviewer.Page);
        await reviewer.Page.GotoAsync($"/admin/reviews/{held}");
        await look("review", reviewer.Page);
        await reviewer.Button("Claim it").ClickAsync();
        await Expect(reviewer.Button("Give it back")).ToBeVisibleAsync();
        await look("review-claimed", reviewer.Page);

        await reviewer.Page.GotoAsync($"/admin/chargebacks/new?order={paid}");
        await look("chargeback-new", reviewer.Page);
        await reviewer.Button("Record").ClickAsync();
        await Expect(reviewer.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("chargeback-new-errors", reviewer.Page);
        await reviewer.RecordChargebackAsync(paid, $"TOUR-{paid}", "20.00");
        await look("chargeback", reviewer.Page);
        await reviewer.Link("Evidence to print").ClickAsync();
        await reviewer.HeadingIsAsync($"Evidence for case TOUR-{paid}");
        await look("chargeback-evidence", reviewer.Page);
        await reviewer.Page.GotoAsync("/admin/chargebacks");
        await look("chargebacks", reviewer.Page);

        await reviewer.Page.GotoAsync("/admin/chargebacks/import");
        await look("chargeback-import", reviewer.Page);
        await reviewer.Field("Or its lines").FillAsync($"case,order,amount,currency,reason,noticed,due\nTOUR-2,{paid},5.00,USD,Not received,2026-04-02,2026-04-16\nTOUR-3,nobody's,5.00,USD,Not received,2026-04-02,2026-04-16");
        await reviewer.Button("Show what it does").ClickAsync();
        await Expect(reviewer.Button("Record one line")).ToBeVisibleAsync();
        await look("chargeback-import-preview", reviewer.Page);

        await reviewer.Page.GotoAsync("/admin/labels/new");
        await reviewer.Button("Tell Fraud Protection").ClickAsync();
        await Expect(reviewer.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("label-new-errors", reviewer.Page);
        await reviewer.Page.GetByLabel("The account abuses our offers").CheckAsync();
        await reviewer.Field("Order number or e-mail address").FillAsync(paid);
        await reviewer.Button("Tell Fraud Protection").ClickAsync();
        await reviewer.HeadingIsAsync("Labels");
        await look("labels", reviewer.Page);
    }

    internal static async Task<string> BuyAsync(World world, string email)
    {
        using var guest = world.Guest();
        guest.Email = email;
        await guest.BuyAsync(slug: "pocket-torch", sku: await SkuAsync(world));
        return await world.LookAsync(db => db.Attempts.Where(attempt => attempt.CheckoutId == guest.Checkout).Select(attempt => attempt.OrderNumber!).SingleAsync());
    }

    private static Task<string> SkuAsync(World world) =>
        world.LookAsync(db => db.Products.Where(product => product.Slug == "pocket-torch").SelectMany(product => product.Variants).OrderBy(variant => variant.Position).Select(variant => variant.Sku).FirstAsync());
}
