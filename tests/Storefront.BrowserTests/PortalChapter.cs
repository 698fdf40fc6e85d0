using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Storefront.BrowserTests;

/// <summary>The portal of the Fraud Protection service, as an operator sees it who enters a merchant.</summary>
internal static class PortalChapter
{
    public static async Task WalkAsync(Stage stage, Func<string, IPage, Task> look)
    {
        await using var visitor = await stage.VisitAsync();
        var page = visitor.Page;
        Task GoAsync(string path) => page.GotoAsync(new Uri(stage.World.ServiceAddress, path).ToString());
        foreach (var (name, path) in new[]
        {
            ("portal-sign-in", "/sign-in"), ("portal-users", "/portal/users"), ("portal-environments", "/portal/environments"),
            ("portal-credentials", "/portal/credentials"), ("portal-credential-new", "/portal/credentials/new"), ("portal-not-found", "/portal/users/4711"),
        })
        {
            await GoAsync(path);
            await look(name, page);
        }

        await GoAsync("/portal/credentials/new");
        await visitor.Button("Add credential").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("portal-credential-errors", page);
        foreach (var (label, text) in new[]
        {
            ("Name", "A merchant who comes along"), ("Tenant", "3f0c1a52-6b1d-4e0e-9a57-0c2d1b7e4f10"), ("Client ID", $"client-{Guid.NewGuid():N}"),
            ("Resource", "https://api.dfp.example"), ("Environment IDs", "8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21"),
        })
            await visitor.Field(label).FillAsync(text);
        await visitor.Button("Add credential").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "A merchant who comes along" })).ToBeVisibleAsync();
        await look("portal-credential", page);
        await visitor.Button("Revoke client").ClickAsync();
        await Expect(visitor.Button("Let it in again")).ToBeVisibleAsync();
        await look("portal-credential-revoked", page);
        await GoAsync("/portal/rules/compatibility");
        await visitor.Field("Text").FillAsync("%rule Dear\n%clause Over\nRETURN Reject(\"dear\") WHEN Model.Risk().Score > 900\n%clause Wrong\nRETURN Reject(");
        await visitor.Button("Report").ClickAsync();
        await Expect(page.GetByText("cannot run").First).ToBeVisibleAsync();
        await look("portal-compatibility", page);
        await GoAsync("/portal/data-subjects");
        await visitor.Field("Which").FillAsync("nobody@example.com");
        await visitor.Button("Find").ClickAsync();
        await Expect(page.GetByText("Held of this user")).ToBeVisibleAsync();
        await look("portal-data-subjects", page);
        await GoAsync("/portal/activity");
        await Expect(page.GetByText("credential.revoke").First).ToBeVisibleAsync();
        await look("portal-activity", page);
    }
}
