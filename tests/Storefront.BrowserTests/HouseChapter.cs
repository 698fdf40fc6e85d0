using Microsoft.Playwright;
using Storefront.Web.Tests;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>The pages on which the house is run: figures, catalogue, people, trail, settings.</summary>
internal static class HouseChapter
{
    public static async Task WalkAsync(Stage stage, Func<string, IPage, Task> look)
    {
        using (var guest = stage.World.Guest())
            await guest.BuyAsync(slug: "cafe-mug", sku: "KIT-CAFE-CREAM");

        await using var admin = await stage.VisitAsync();
        await admin.SignInAsStaffAsync(People.Administrator);
        await look("desk-dashboard", admin.Page);
        await admin.Page.GetByText("Figures as a table").First.ClickAsync();
        await look("desk-dashboard-table", admin.Page);
        foreach (var (name, address) in new[]
        {
            ("desk-catalog", "/admin/catalog"), ("desk-catalog-none", "/admin/catalog?q=submarine"), ("desk-product", "/admin/catalog/ridgeway-2"), ("desk-import", "/admin/catalog/import"),
            ("desk-users", "/admin/users"), ("desk-invite", "/admin/users/invite"), ("desk-audit", "/admin/audit"), ("desk-vault", "/admin/settings/key-vault"), ("desk-settings", "/admin/settings"),
        })
        {
            await admin.Page.GotoAsync(address);
            await look(name, admin.Page);
        }

        await admin.Button("Test connection").ClickAsync();
        await Expect(admin.Page.GetByText("Connected")).ToBeVisibleAsync();
        await look("desk-settings-tested", admin.Page);
        await admin.Field("Hold at score (optional)").FillAsync("4000");
        await admin.Button("Save settings").ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("desk-settings-errors", admin.Page);

        await admin.Page.GotoAsync("/admin/users?q=shopper-a");
        await admin.Link(People.ShopperA).ClickAsync();
        await look("desk-user", admin.Page);

        await admin.Page.GotoAsync("/admin/catalog/import");
        await admin.Field("CSV file").SetInputFilesAsync(new FilePayload { Name = "catalog.csv", MimeType = "text/csv", Buffer = "sku,price\nTNT-RIDGE-2-MOSS,398.00\nNO-SUCH,1\n"u8.ToArray() });
        await admin.Button("Look at it").ClickAsync();
        await Expect(admin.Page.GetByText("There is no NO-SUCH")).ToBeVisibleAsync();
        await look("desk-import-preview", admin.Page);
    }
}
