using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Storefront.Tests.Guide;

/// <summary>The payloads one can send are those of the contract, all of them, and a service takes them.</summary>
public sealed class PayloadTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples/payloads");
    private static readonly string Contract = Path.Combine(Repository.Root, "docs/contract/examples");

    [Fact]
    public void Every_documented_request_is_a_file()
    {
        Assert.Equal(Documented().Select(example => example.File).Order(StringComparer.Ordinal), Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.All(Documented(), example => Assert.True(JsonNode.DeepEquals(Read(Path.Combine(Contract, example.Source)), Read(Path.Combine(Folder, example.File))), example.File));
    }

    [Fact]
    public void The_table_says_where_each_is_sent()
    {
        var printed = File.ReadAllLines(Path.Combine(Folder, "README.md")).Where(line => line.StartsWith("| [", StringComparison.Ordinal));

        Assert.Equal(Documented().Select(example => $"| [{example.File}]({example.File}) | `{example.Path}` |"), printed);
    }

    [Fact]
    public async Task A_running_service_takes_all_of_them()
    {
        await using var service = await Service.StartAsync(new()
        {
            ["FraudServer:Assessments:0:ApiName"] = "redeemPoints",
            ["FraudServer:Assessments:0:Version"] = "1",
            ["FraudServer:Assessments:0:RulesFile"] = Path.Combine(Repository.Root, "samples/rules/first-week.fql"),
            ["FraudServer:Assessments:1:ApiName"] = "pickupCheck",
            ["FraudServer:Assessments:1:RulesFile"] = Path.Combine(Repository.Root, "samples/rules/first-week.fql"),
        });
        using var caller = await service.CallerAsync();
        var refused = new List<string>();

        foreach (var (file, _, path) in Documented())
        {
            using var content = new StringContent(await File.ReadAllTextAsync(Path.Combine(Folder, file)), Encoding.UTF8, "application/json");
            using var answer = await caller.PostAsync(new Uri(path, UriKind.Relative), content);
            if (answer.StatusCode != HttpStatusCode.OK)
                refused.Add($"{file}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.True(refused.Count == 0, string.Join('\n', refused));
    }

    private static IEnumerable<(string File, string Source, string Path)> Documented() =>
        from example in Read(Path.Combine(Contract, "index.json"))["examples"]!.AsArray()
        where (string)example!["kind"]! == "request" && ((string)example["headers"]!["Content-Type"]!).StartsWith("application/json", StringComparison.Ordinal)
        let source = (string)example["file"]!
        select (source.Replace(".request", "", StringComparison.Ordinal), source, (string)example["path"]!);

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file))!;
}
