using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Portal.DataSubjects;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Resources;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>What people write on events, take along, and should look at.</summary>
public sealed class AttentionTests
{
    private const string ReviewEverything = "%rule All\n%clause Each\nRETURN Review(\"look\")\n";

    [Fact]
    public async Task A_note_on_an_event_has_its_author_is_in_the_export_of_the_person_and_nothing_for_viewers()
    {
        await using var service = await Service.StartAsync();
        await service.PostAsync(Service.Purchase, Service.APurchase("p-1", ""","user":{"userId":"u-1"}"""));
        var page = $"/portal/events/{(await service.ReceivedAsync())[^1]!["sequence"]}";
        using var analyst = await service.VisitorAsync(Roles.Analyst);
        using var viewer = await service.VisitorAsync(Roles.Viewer);

        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.SendAsync(page, page + "/note", ("text", " "))).Status);
        for (var i = 0; i < 2; i++) // sent twice it is one note
            Assert.Equal(HttpStatusCode.SeeOther, (await analyst.SendAsync(page, page + "/note", ("text", "Rang the customer: it was them."))).Status);

        var seen = await viewer.SeeAsync(page);
        Assert.Equal(2, seen.Split("Rang the customer").Length);
        Assert.Contains("analyst@shop.example", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(page + "/note", seen, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await viewer.TokenAsync("/")), new("text", "no")]);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsync(page + "/note", form)).Status);
        var told = JsonNode.Parse(service.Get<SubjectExport>().Write(service.Get<SubjectSearch>().Find(new("user", "u-1"), CancellationToken.None)))!["notes"]!.AsArray();
        Assert.Equal("Rang the customer: it was them.", (string?)Assert.Single(told)!["text"]);
    }

    [Fact]
    public async Task An_event_leads_to_its_case_and_statuses_of_accounts_close_theirs()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", ReviewEverything));
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/publish", ("note", "review everything"));
        var reply = await service.PostAsync("/v1.0/MerchantServices/events/SignUp", """{"signUpId":"s-1","merchantLocalDate":"2026-03-15T08:00:00Z","user":{"userId":"u-1"},"_metadata":{}}""");
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        var sequence = (long)(await service.ReceivedAsync())[^1]!["sequence"]!;

        Assert.Contains($"/portal/cases/{sequence}\"", await visitor.SeeAsync($"/portal/events/{sequence}"), StringComparison.Ordinal);
        await service.PostAsync("/v1.0/MerchantServices/events/SignUpStatus", """{"signUpId":"s-1","statusType":"Rejected","statusDate":"2026-03-15T08:00:00Z","_metadata":{}}""");

        Assert.Equal(("Reject", "shop"), (service.Get<CaseLog>().Find(sequence)!.Decision, service.Get<CaseLog>().Find(sequence)!.Means));
    }

    [Fact]
    public async Task Whoever_takes_events_and_lists_along_is_remembered_without_whom_they_looked_for()
    {
        await using var service = await Service.StartAsync();
        using var visitor = await service.VisitorAsync(Roles.Viewer);

        await visitor.DownloadAsync("/portal/search/export.csv?id=somebody-4711");
        await visitor.DownloadAsync("/portal/search/export.ndjson?event=Purchase");
        await visitor.DownloadAsync("/portal/lists/support/User%20Support%20List/download");

        var log = await visitor.SeeAsync("/portal/activity");
        foreach (var seen in new[] { "events.export", "NDJSON", "support-lists.download", "viewer@shop.example" })
            Assert.Contains(seen, log, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody-4711", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_page_says_what_needs_attention()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);
        Assert.DoesNotContain("Needs attention", await visitor.SeeAsync("/"), StringComparison.Ordinal);
        var file = Path.Combine(service.Get<ListFolder>().Folder, "Countries.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "code\nDE\n");
        service.Get<ListFolder>().Refresh();
        await File.WriteAllBytesAsync(file, [.. Encoding.UTF8.GetBytes("code\nDE\n"), 0xff, 0xfe]);
        service.Get<ListFolder>().Refresh();

        Assert.Contains("The file of the list Countries cannot be read", await visitor.SeeAsync("/"), StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "code\nDE\nFR\n");
        service.Get<ListFolder>().Refresh();
        Assert.DoesNotContain("Needs attention", await visitor.SeeAsync("/"), StringComparison.Ordinal);
    }
}
