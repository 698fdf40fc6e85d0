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
            ("portal-sign-in", "/sign-in"), ("portal-users", "/portal/users"), ("portal-environments", "/portal/environments"), ("portal-rules", "/portal/rules"), ("portal-draft", "/portal/rules/draft"), ("portal-words", "/portal/rules/words"), ("portal-branches", "/portal/rules/branches"), ("portal-try", "/portal/rules/try"), ("portal-replay", "/portal/rules/replay"),
            ("portal-lists", "/portal/lists"), ("portal-search", "/portal/search"), ("portal-monitors", "/portal/monitors?scale=two-days"), ("portal-report", "/portal/report?period=month"), ("portal-customers", "/portal/customers"), ("portal-api", "/portal/api"),
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
        for (var i = 0; i < 2; i++)
            await JudgementChapter.BuyAsync(stage.World, "nora+review@example.com");
        await GoAsync("/portal/customers?id=nora%2Breview@example.com");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What they did" })).ToBeVisibleAsync();
        await visitor.Button("Put on the list").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("portal-customer-errors", page);
        await page.GetByRole(AriaRole.Region, new() { Name = "Events", Exact = true }).GetByRole(AriaRole.Link).First.ClickAsync();
        await visitor.Field("Add a note").FillAsync("Called them; the order is theirs.");
        await visitor.Button("Add note").ClickAsync();
        await Expect(page.GetByText("Called them; the order is theirs.")).ToBeVisibleAsync();
        await look("portal-event", page);
        await GoAsync("/portal/monitors");
        await look("portal-monitors-busy", page);
        await GoAsync("/portal/cases");
        await look("portal-cases", page);
        await GoAsync("/portal/cases/queue?name=General");
        await look("portal-queue", page);
        await visitor.Button("Decide the chosen ones…").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await visitor.Button("Decide the chosen ones…").ClickAsync();
        await Expect(page.GetByText("A decision is final.")).ToBeVisibleAsync();
        await look("portal-cases-bulk", page);
        await GoAsync("/portal/cases");
        await visitor.Button("Review the next case of General").ClickAsync();
        await Expect(page.GetByText("The case is yours until")).ToBeVisibleAsync();
        await visitor.Button("Decide").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("portal-case-errors", page);
        await visitor.Field("Decision").SelectOptionAsync("Approve");
        await visitor.Field("Reason").SelectOptionAsync("Known customer");
        await visitor.Button("Decide").ClickAsync();
        await look("portal-case", page);
        await GoAsync("/portal/cases/decided");
        await Expect(page.GetByText("Known customer").First).ToBeVisibleAsync();
        await look("portal-cases-decided", page);
        await GoAsync("/portal/cases/deliveries");
        await look("portal-deliveries", page);
        await GoAsync("/portal/activity");
        await Expect(page.GetByText("credential.revoke").First).ToBeVisibleAsync();
        await look("portal-activity", page);
    }
}
