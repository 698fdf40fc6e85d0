using System.Net;
using System.Text;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>Lists, as a person changes them and rules see them.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private Service _service = null!;
    private Visitor _visitor = null!;

    public async Task InitializeAsync()
    {
        _service = await Service.StartAsync();
        _visitor = new Visitor(_service);
    }

    public async Task DisposeAsync()
    {
        _visitor.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_list_is_uploaded_asked_by_rules_replaced_at_once_and_stays_while_rules_need_it()
    {
        Assert.Equal(HttpStatusCode.SeeOther, (await UploadAsync("/portal/lists/custom", "country,limit\nDE,50\nUS,100\n", "Country limits")).Status);
        var published = await _service.Get<Publisher>().PublishAsync("", """
            %rule Limit
            %clause Country
            RETURN Reject("limit") WHEN ContainsKey("Country limits", "country", @"user.country")
            """, "by country", 1, new Person("Ann", DateTimeOffset.UtcNow));
        Assert.Null(published.Refusal);
        Assert.Equal(("Reject", "Approve"), (await DecisionAsync("p-1", "DE"), await DecisionAsync("p-2", "FR")));

        Assert.Equal(HttpStatusCode.SeeOther, (await UploadAsync("/portal/lists/custom/Country%20limits/replace", "country\nFR\n", null)).Status);
        Assert.Equal(("Approve", "Reject"), (await DecisionAsync("p-3", "DE"), await DecisionAsync("p-4", "FR")));

        var broken = await UploadAsync("/portal/lists/custom/Country%20limits/replace", "land\nFR\n", null);
        var removed = await _visitor.SendAsync("/portal/lists/custom/Country%20limits", "/portal/lists/custom/Country%20limits/remove");
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (broken.Status, removed.Status));
        Assert.Contains("Rules in force need it", broken.Page, StringComparison.Ordinal);
        Assert.Contains("version 2:3:", removed.Page, StringComparison.Ordinal);
        Assert.Equal("country\nFR\n", Encoding.UTF8.GetString(await _visitor.DownloadAsync("/portal/lists/custom/Country%20limits/download")));
    }

    [Theory]
    [InlineData("", "country\nDE\n", "A name begins with")]
    [InlineData("../evil", "country\nDE\n", "A name begins with")]
    [InlineData("Email Support List", "value\nx\n", "A support list has this name")]
    [InlineData("Twice", "a,A\n1,2\n", "two columns of the same name")]
    [InlineData("Empty", "", "Choose a file")]
    public async Task What_is_no_list_is_refused(string name, string content, string said)
    {
        var refused = await UploadAsync("/portal/lists/custom", content, name);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(said, refused.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Single_rows_are_found_added_and_taken_away()
    {
        await UploadAsync("/portal/lists/custom", "bin,\"issuer, name\"\n400000,\"A \"\"big\"\" bank\"\n500000,B\n", "Bins");

        Assert.Equal(HttpStatusCode.SeeOther, (await _visitor.SendAsync("/portal/lists/custom/Bins", "/portal/lists/custom/Bins/rows/add", ("cell", "600000"), ("cell", "C, inc"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await _visitor.SendAsync("/portal/lists/custom/Bins?q=500000", "/portal/lists/custom/Bins/rows/remove")).Status);

        Assert.Equal("bin,\"issuer, name\"\n400000,\"A \"\"big\"\" bank\"\n600000,\"C, inc\"\n", Encoding.UTF8.GetString(await _visitor.DownloadAsync("/portal/lists/custom/Bins/download")));
        Assert.Contains("1 rows hold it", await _visitor.SeeAsync("/portal/lists/custom/Bins?q=c,%20INC"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await _visitor.SendAsync("/portal/lists/custom/Bins", "/portal/lists/custom/Bins/rows/add", ("cell", "1"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await _visitor.SendAsync("/portal/lists/custom/Bins", "/portal/lists/custom/Bins/remove")).Status);
        await _visitor.SeeAsync("/portal/lists/custom/Bins", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_is_put_on_a_support_list_is_judged_by_it_from_the_next_event_on_and_every_change_is_remembered()
    {
        const string List = "/portal/lists/support/Email%20Support%20List";
        Assert.Equal("Approve", await DecisionAsync("p-1", "DE"));

        var put = await _visitor.SendAsync(List, List + "/set", ("values", "nora@example.com\r\nben@example.com\r\n\r\nBEN@example.com"), ("status", "Block"), ("reason", "stolen cards"), ("expires", "2999-01-01T00:00"), ("comments", "see case 7"));
        Assert.Equal(List + "?added=2&changed=0&removed=0", put.Location);
        Assert.Equal("Reject", await DecisionAsync("p-2", "DE"));
        await _visitor.SendAsync(List, List + "/set", ("values", "nora@example.com"), ("status", "Watch"), ("reason", "softer"), ("expires", "2020-01-01T00:00"), ("comments", ""));
        Assert.Equal("Approve", await DecisionAsync("p-3", "DE"));
        Assert.Equal(List + "?added=0&changed=0&removed=1", (await _visitor.SendAsync(List, List + "/remove", ("values", "NORA@example.com\nnobody@example.com"))).Location);

        var history = await _visitor.SeeAsync(List + "/history?value=nora@example.com");
        foreach (var shown in new[] { "taken off", "Watch", "softer", "Block", "stolen cards", "see case 7", "2999-01-01" })
            Assert.Contains(shown, history, StringComparison.Ordinal);
        Assert.Equal("value,status,reason,expires,comments\nben@example.com,Block,stolen cards,2999-01-01T00:00:00Z,see case 7\n", Encoding.UTF8.GetString(await _visitor.DownloadAsync(List + "/download")));
    }

    [Fact]
    public async Task A_support_list_is_imported_and_too_much_at_once_or_nonsense_is_refused_with_what_was_typed()
    {
        const string List = "/portal/lists/support/User%20Support%20List";
        Assert.Equal(List + "?added=2&changed=0&removed=0", (await UploadAsync(List + "/import", "value,status\nu-1,Safe\nu-2,Watch\n", null)).Location);
        Assert.Contains("Row 2: a status is Safe, Block or Watch, not 'Bad'", (await UploadAsync(List + "/import", "value,status\nu-1,Bad\n", null)).Page, StringComparison.Ordinal);

        var many = await _visitor.SendAsync(List, List + "/set", ("values", string.Join('\n', Enumerable.Range(0, 1001).Select(i => $"v-{i}"))), ("status", "Block"), ("reason", "kept"), ("expires", ""), ("comments", ""));

        Assert.Equal(HttpStatusCode.BadRequest, many.Status);
        Assert.Contains("v-1000", many.Page, StringComparison.Ordinal);
        Assert.Contains("value=\"kept\"", many.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_an_event_is_about_is_put_on_a_list_from_its_page()
    {
        await DecisionAsync("p-1", "DE");
        var page = $"/portal/events/{(await _service.ReceivedAsync("?id=p-1"))[0]!["sequence"]}";

        var put = await _visitor.SendAsync(page, "/portal/lists/support/Email%20Support%20List/set", ("status", "Block"));

        Assert.Equal((HttpStatusCode.SeeOther, page), (put.Status, put.Location));
        Assert.Contains("Block: Event", await _visitor.SeeAsync(page), StringComparison.Ordinal);
        Assert.Equal("Reject", await DecisionAsync("p-2", "DE"));
    }

    [Fact]
    public async Task A_file_put_into_the_folder_is_a_list_like_any_other()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_service.Directory, "lists")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "By hand.csv"), "a\n1\n");
        for (var waited = 0; !(await _visitor.SeeAsync("/portal/lists")).Contains("By hand", StringComparison.Ordinal); waited++)
        {
            Assert.True(waited < 300);
            await Task.Delay(100);
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await _visitor.SendAsync("/portal/lists/custom/By%20hand", "/portal/lists/custom/By%20hand/rows/add", ("cell", "2"))).Status);
        Assert.Equal("a\n1\n2\n", await File.ReadAllTextAsync(Path.Combine(folder, "By hand.csv")));
    }

    private async Task<(HttpStatusCode Status, string? Location, string Page)> UploadAsync(string action, string content, string? name)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await _visitor.TokenAsync("/portal/lists")), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", "list.csv" },
        };
        if (name is not null)
            form.Add(new StringContent(name), "name");
        return await _visitor.PostAsync(action, form);
    }

    private async Task<string> DecisionAsync(string id, string country)
    {
        var reply = await _service.PostAsync(Service.Purchase, Service.APurchase(id, $$""","user":{"userId":"u-1","email":"nora@example.com","country":"{{country}}"}"""));
        return reply.Details["MerchantRuleDecision"]!.GetValue<string>();
    }
}
