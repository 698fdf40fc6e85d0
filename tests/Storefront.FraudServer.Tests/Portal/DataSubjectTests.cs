using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.DataSubjects;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Settings;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>One person's data: found, taken along, erased down to the bytes of the file.</summary>
public sealed class DataSubjectTests : IDisposable
{
    private const string Page = "/portal/data-subjects";
    private const string Nora = "nora+shop@example.com";
    private const string Refund = "/v1.0/MerchantServices/events/Refund";
    private const string Rules = """
        %set Buying
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.email"
        %velocity SELECT DistinctCount(@"user.email") AS people FROM Purchase GROUPBY @"currency"
        %rule Crowd
        %clause Two
        RETURN Review("crowd") WHEN Velocity.people(@"currency", 1d) >= 2
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;

    private string Data => Path.Combine(_directory, "fraud-server");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task FillAsync(Service service)
    {
        Assert.Null((await service.Get<Publisher>().PublishAsync("", Rules, "counting", 1, new Person("Ann", DateTimeOffset.UtcNow))).Refusal);
        foreach (var (id, user, email) in new[] { ("p-1", "u-1", Nora), ("p-2", "u-1", "NORA+shop@example.com"), ("p-3", "u-2", "ben@example.com"), ("p-4", "guest", Nora) })
            await service.PostAsync(Service.Purchase, Service.APurchase(id, $$""","currency":"USD","totalAmount":5,"user":{"userId":"{{user}}","email":"{{email}}"}"""));
        await service.PostAsync(Service.Purchase, Service.APurchase("p-5", """,  "user":{"userId":"u-5","email":"nora\u002bshop@example.com"}"""));
        await service.PostAsync(Refund, """{"refundId":"r-1","purchaseId":"p-1","status":"Approved","_metadata":{}}""");
        await service.PostAsync(Refund, """{"refundId":"r-3","purchaseId":"p-3","status":"Approved","_metadata":{}}""");
        await service.PostAsync(Refund, $$"""{"purchaseId":"p-9","note":"{{Nora}}"}"""); // refused, and kept to be seen
    }

    private static async Task<Visitor> BlockAsync(Service service, string status)
    {
        var visitor = await service.VisitorAsync(Roles.Admin);
        var (sent, _, said) = await visitor.SendAsync("/portal/lists/support/Email%20Support%20List", "/portal/lists/support/Email%20Support%20List/set", ("values", Nora), ("status", status), ("reason", "known"));
        Assert.True(sent == HttpStatusCode.SeeOther, said);
        return visitor;
    }

    private async Task<string> WhereAsync(Service service)
    {
        await service.DisposeAsync();
        return string.Join(' ', Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories)
            .Where(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)) is var text
                && (text.Contains(Nora, StringComparison.OrdinalIgnoreCase) || text.Contains("nora\\u002bshop", StringComparison.OrdinalIgnoreCase))).Select(Path.GetFileName));
    }

    private static async Task<string> ErasedAsync(Visitor visitor)
    {
        var page = await visitor.SeeAsync(Page);
        for (var waited = 0; page.Contains("pending</span>", StringComparison.Ordinal) && waited < 600; waited++)
        {
            await Task.Delay(50);
            page = await visitor.SeeAsync(Page);
        }

        return page;
    }

    [Fact]
    public async Task Everything_held_of_an_address_is_taken_along_and_then_erased_to_the_last_byte()
    {
        var service = await Service.StartAsync(directory: Data);
        await FillAsync(service);
        using var visitor = await BlockAsync(service, "Watch");
        Assert.Contains("fraud-server.db", string.Join(' ', Directory.GetFiles(Data).Select(Path.GetFileName)), StringComparison.Ordinal);

        var export = await visitor.PostAsync(Page + "/export", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["__RequestVerificationToken"] = await visitor.TokenAsync(Page), ["kind"] = "email", ["value"] = Nora.ToUpperInvariant(),
        }));
        var document = JsonNode.Parse(export.Page)!;
        Assert.Equal(6, document["events"]!.AsArray().Count); // four purchases, the refund of one, the refused one
        Assert.Contains(document["events"]!.AsArray(), e => (string?)e!["request"]!["refundId"] == "r-1");
        Assert.Equal(["guest", "u-1", "u-5"], document["users"]!.AsArray().Select(u => (string)u!));
        Assert.NotEmpty(document["velocities"]!.AsArray());
        Assert.Equal("Watch", (string?)document["supportLists"]![0]!["status"]);

        var found = await visitor.SendAsync(Page, Page + "/find", ("kind", "email"), ("value", Nora));
        Assert.Contains("Email Support List (Watch)", found.Page, StringComparison.Ordinal);
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["__RequestVerificationToken"] = await visitor.TokenAsync(Page), ["kind"] = "email", ["value"] = Nora };
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync(Page + "/erase", new FormUrlEncodedContent(form))).Status);
        form["sure"] = "1";
        Assert.Equal((HttpStatusCode.SeeOther, Page), ((await visitor.PostAsync(Page + "/erase", new FormUrlEncodedContent(form))) is var sent ? (sent.Status, sent.Location) : default));

        var page = await ErasedAsync(visitor);
        Assert.Contains("\"events\":6", page, StringComparison.Ordinal);
        Assert.DoesNotContain("nora", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["p-3", "r-3"], (await service.ReceivedAsync()).Select(e => (string?)(e!["request"]!["refundId"] ?? e["request"]!["purchaseId"])));
        Assert.Equal("DuplicatePurchaseId", (await service.PostAsync(Service.Purchase, Service.APurchase("p-1"))).Headers["ErrorReason"]);
        var counted = await service.PostAsync(Service.Purchase, Service.APurchase("p-6", ""","currency":"USD","user":{"userId":"u-2","email":"ben@example.com"}"""));
        Assert.Equal("Review", (string?)counted.Details["MerchantRuleDecision"]); // that there were two people is still known
        var activity = await visitor.SeeAsync("/portal/activity");
        Assert.Contains("data-subject.erased", activity, StringComparison.Ordinal);
        Assert.DoesNotContain("nora", activity, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", await WhereAsync(service));
    }

    [Fact]
    public async Task Who_is_blocked_stays_blocked_unless_said_otherwise()
    {
        var service = await Service.StartAsync(directory: Data);
        await FillAsync(service);
        using var visitor = await BlockAsync(service, "Block");
        await service.DisposeAsync();

        var (first, said) = Run("erase-subject", "--user", "u-1");
        Assert.True(first == 0 && said.Contains("\"stillBlockedOn\":[\"Email Support List\"]", StringComparison.Ordinal), said);
        Assert.Contains(Nora, await File.ReadAllTextAsync(Path.Combine(Data, "lists", "support", "Email Support List.csv")), StringComparison.Ordinal);

        Assert.Equal(0, Run("erase-subject", "--email", Nora, "--blocked-too").Code);
        Assert.Equal("", await WhereAsync(await Service.StartAsync(directory: Data)));
        Assert.Empty(JsonNode.Parse(Run("export-subject", "--email", Nora).Output)!["events"]!.AsArray());
    }

    [Fact]
    public async Task One_purchase_is_erased_with_what_became_of_it_and_nothing_else()
    {
        await using var service = await Service.StartAsync(directory: Data);
        await FillAsync(service);

        Assert.Equal(0, Run("erase-subject", "--event", "p-1").Code);

        Assert.Empty(await service.ReceivedAsync("?id=p-1"));
        Assert.Single(await service.ReceivedAsync("?id=p-2"));
        Assert.Single(JsonNode.Parse(Run("export-subject", "--user", "u-1").Output)!["events"]!.AsArray());
    }

    [Fact]
    public async Task What_was_begun_before_a_stop_is_finished_after_the_next_start()
    {
        await using (var service = await Service.StartAsync(directory: Data))
        {
            await FillAsync(service);
            await service.VisitorAsync(Roles.Admin);
            await service.Get<ErasureRequests>().AddAsync(new DataSubject(DataSubject.Email, Nora), blockedToo: true, new Person("Ann", DateTimeOffset.UtcNow));
        }

        var again = await Service.StartAsync(directory: Data);
        using var visitor = await new Visitor(again).SignInAsync("admin@shop.example", Service.Password);
        Assert.Contains("complete</span>", await ErasedAsync(visitor), StringComparison.Ordinal);
        Assert.Equal("", await WhereAsync(again));
    }

    [Fact]
    public async Task It_is_for_administrators_and_asks_for_something_that_can_be_looked_for()
    {
        await using var service = await Service.StartAsync(directory: Data);
        using var analyst = await service.VisitorAsync(Roles.Analyst);
        Assert.Contains("Not for your role", await analyst.SeeAsync(Page, HttpStatusCode.Forbidden), StringComparison.Ordinal);
        using var admin = await service.VisitorAsync(Roles.Admin);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.SendAsync(Page, Page + "/find", ("kind", "email"), ("value", "nobody"))).Status);
        Assert.Contains("Nothing.", (await admin.SendAsync(Page, Page + "/find", ("kind", "email"), ("value", "nobody@example.com"))).Page, StringComparison.Ordinal);
        Assert.Contains("wants --user ID", Assert.Throws<StartException>(() => Run("erase-subject", "--name", "Nora")).Message, StringComparison.Ordinal);
    }

    private (int? Code, string Output) Run(params string[] args)
    {
        using var output = new StringWriter();
        var code = Commands.Run([.. args, $"--Storage:Directory={_directory}", "--environment=Development"], TextReader.Null, output, TextWriter.Null);
        return (code, output.ToString());
    }
}
