using System.Net;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.People;

namespace Storefront.Tests.FraudServer.PostgreSql;

/// <summary>One person's data on a server: taken along and erased; and the configuration of one database in another.</summary>
public sealed class PersonTests : IDisposable
{
    private const string Page = "/portal/data-subjects";
    private const string Nora = "nora@example.com";

    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task What_is_held_of_somebody_is_taken_along_and_then_gone()
    {
        var settings = Service.On(await (await PostgreSqlServer.SharedAsync()).NewDatabaseAsync());
        await using var service = await Service.StartAsync(settings);
        foreach (var (id, email) in new[] { ("p-1", Nora), ("p-2", "NORA@example.com"), ("p-3", "ben@example.com") })
            await service.PostAsync(Service.Purchase, Service.APurchase(id, $$""","user":{"userId":"u-{{id}}","email":"{{email}}"}"""));
        using var visitor = await service.VisitorAsync(Roles.Admin);
        async Task<(HttpStatusCode Status, string? Location, string Page)> AskAsync(string what) => await visitor.PostAsync(Page + what, new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["__RequestVerificationToken"] = await visitor.TokenAsync(Page), ["kind"] = "email", ["value"] = Nora, ["sure"] = "1",
        }));

        Assert.Equal(2, JsonNode.Parse((await AskAsync("/export")).Page)!["events"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.SeeOther, (await AskAsync("/erase")).Status);
        for (var waited = 0; waited < 600 && !(await visitor.SeeAsync(Page)).Contains("complete</span>", StringComparison.Ordinal); waited++)
            await Task.Delay(100);

        Assert.Equal(["p-3"], (await service.ReceivedAsync()).Select(e => (string?)e!["request"]!["purchaseId"]));
        Assert.Contains("No event names this", await visitor.SeeAsync("/portal/customers?id=" + Nora), StringComparison.Ordinal);
        Assert.Empty(JsonNode.Parse((await AskAsync("/export")).Page)!["events"]!.AsArray());
    }

    [Fact]
    public async Task What_is_exported_of_one_database_is_the_same_when_it_comes_out_of_another()
    {
        var server = await PostgreSqlServer.SharedAsync();
        var (first, second) = (Service.On(await server.NewDatabaseAsync()), Service.On(await server.NewDatabaseAsync()));
        await using (var service = await Service.StartAsync(first))
        {
            using var visitor = await service.VisitorAsync(Roles.Admin);
            await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", "%rule All\n%clause Each\nRETURN Review(\"look\")\n"));
            await visitor.SendAsync("/portal/rules/draft", "/portal/rules/publish", ("note", "review everything"));
        }

        Assert.Equal(0, Run(first, "export-config", Path.Combine(_directory, "out")));
        Assert.Equal(0, Run(second, "migrate"));
        Assert.Equal(0, Run(second, "import-config", Path.Combine(_directory, "out")));
        Assert.Equal(0, Run(second, "export-config", Path.Combine(_directory, "again")));

        Assert.Equal(Files("out"), Files("again"));
        Assert.Contains(Files("out"), file => file.Value.Contains("RETURN Review", StringComparison.Ordinal));
    }

    private int? Run(Dictionary<string, string?> settings, params string[] words)
    {
        using var output = new StringWriter();
        var code = Commands.Run([.. words, $"--Storage:Directory={_directory}", "--environment=Development", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")], TextReader.Null, output, output);
        Assert.True(code == 0, output.ToString());
        return code;
    }

    private Dictionary<string, string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(_directory, folder), "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(Path.Combine(_directory, folder), path), File.ReadAllText, StringComparer.Ordinal);
}
