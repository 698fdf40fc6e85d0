using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Storefront.Tests.FraudServer;

/// <summary>The service's description of itself, held to the tables and examples of the contract.</summary>
public sealed partial class OpenApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    // The tables of the contract, and where their object stands in the document.
    public static TheoryData<string, string> Tables => new()
    {
        { "4.1", "Purchase" }, { "4.2", "Purchase/user" }, { "4.3", "Purchase/deviceContext" }, { "4.5", "Purchase/paymentInstrumentList" },
        { "4.6", "Purchase/productList" }, { "4.11", "Purchase/_metadata" }, { "5.1", "PurchaseStatus" }, { "5.2", "BankEvent" }, { "5.3", "Refund" },
        { "5.4", "Chargeback" }, { "5.5", "UpdateAccount" }, { "5.6", "Label" }, { "6.1", "SignUp" }, { "6.2", "SignUpStatus" }, { "6.3", "SignIn" },
        { "7.1", "AccountCreation" }, { "7.2", "AccountLogin" }, { "7.5", "AccountLabel" }, { "7.6", "AccountLogin/device" },
    };

    [Fact]
    public async Task Every_event_of_the_contract_is_there_with_and_without_its_ID()
    {
        var paths = (await DocumentAsync())["paths"]!.AsObject();
        var told = Rows(Contract.Text("events.md"), "## 1. Endpoints").Where(row => char.IsAsciiDigit(row[0][0]) && int.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture) <= 16).ToList();

        Assert.Equal(16, told.Count);
        Assert.All(told, row => Assert.True(paths.ContainsKey(Placeholder().Replace(row[2].Trim('`'), "{id}")), row[2]));
        Assert.All(told.Where(row => row[2].Contains('{', StringComparison.Ordinal)), row => Assert.True(paths.ContainsKey(row[2].Trim('`').Split("/{")[0]), row[2]));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_body_is_described_as_its_table_says(string section, string place)
    {
        var schema = At(await DocumentAsync(), place);
        var rows = Rows(Contract.Text("events.md"), $"### {section} ").Where(row => row[0].StartsWith('`')).ToList();
        Assert.NotEmpty(rows);

        foreach (var row in rows)
            foreach (var path in Quoted().Matches(row[0]).Select(m => m.Groups["name"].Value.Replace("[]", "", StringComparison.Ordinal)))
            {
                var (owner, name) = path.Split('.') is [var part, var member] ? (schema["properties"]![part]!, member) : (schema, path);
                var described = owner["properties"]![name];
                Assert.True(described is not null, $"{section} {path} is missing");
                Assert.True(Fits(row[1], described), $"{path}: {row[1]} is not {described.ToJsonString()}");
                Assert.True(row[2].StartsWith('R') == (owner["required"]?.AsArray().Any(r => (string)r! == name) ?? false), $"{path}: required is '{row[2]}'");
            }
    }

    [Fact]
    public async Task Every_example_fits_its_description()
    {
        var document = await DocumentAsync();
        var checkedFiles = 0;
        foreach (var example in Contract.Index.Where(e => (string)e!["kind"]! == "request"))
        {
            var path = (string)example!["path"]!;
            var operation = document["paths"]![path] ?? document["paths"]![path[..path.LastIndexOf('/')]];
            if (operation?["post"] is not { } post)
                continue; // the token, and assessments nobody configured here
            var name = ((string)post["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!).Split('/')[^1];
            Check(JsonNode.Parse(Contract.Example((string)example["file"]!)), document["components"]!["schemas"]![name]!, (string)example["file"]!);
            checkedFiles++;
        }

        Assert.InRange(checkedFiles, 35, 100);
    }

    [Fact]
    public async Task The_merchants_own_assessments_are_described_with_what_they_require()
    {
        var directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "pickup.fql"), "RETURN Review()");
        await using (var service = await Service.StartAsync(
            new(StringComparer.Ordinal)
            {
                ["FraudServer:Assessments:0:ApiName"] = "pickupCheck",
                ["FraudServer:Assessments:0:RulesFile"] = "pickup.fql",
                ["FraudServer:Assessments:0:Required:0"] = "user.id",
            }, directory: directory))
        {
            var document = JsonNode.Parse(await service.Http.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;

            Assert.NotNull(document["paths"]!["/v1.0/assessment/pickupCheck"]);
            Assert.Equal("metadata user", string.Join(' ', document["components"]!["schemas"]!["pickupCheck"]!["required"]!.AsArray().Select(r => (string)r!)));
        }

        Directory.Delete(directory, recursive: true);
    }

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await fixture.Service.Http.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;

    private static JsonNode At(JsonNode document, string place)
    {
        var parts = place.Split('/');
        var schema = document["components"]!["schemas"]![parts[0]]!;
        foreach (var part in parts.Skip(1))
            schema = schema["properties"]![part] is { } found ? found["items"] ?? found : throw new InvalidOperationException(part);
        return schema;
    }

    private static bool Fits(string type, JsonNode schema) => type switch
    {
        "string" => schema["type"]!.ToJsonString().Contains("string", StringComparison.Ordinal),
        "enum" => schema["enum"]!.AsArray().Count > 1,
        "double" or "int32" => (string)schema["type"]! is "number" or "integer",
        "boolean" => (string)schema["type"]! == "boolean",
        "dt" => (string?)schema["format"] == "date-time",
        "array" => (string?)(schema["type"] ?? schema["oneOf"]![0]!["type"]) == "array",
        _ => (string)schema["type"]! == "object",
    };

    // What of JSON Schema the document uses.
    private static void Check(JsonNode? value, JsonNode schema, string where)
    {
        if (schema["oneOf"] is { } either)
            schema = either[value is JsonArray ? 0 : 1]!;
        if (value is JsonObject members)
        {
            Assert.All(schema["required"]?.AsArray() ?? [], name => Assert.True(members.ContainsKey((string)name!), $"{where}.{name}"));
            foreach (var (name, member) in members)
                if (schema["properties"]?[name] is { } described)
                    Check(member, described, $"{where}.{name}");
        }
        else if (value is JsonArray items)
            foreach (var item in items)
                Check(item, schema["items"]!, where + "[]");
        if (schema["type"] is { } type)
            Assert.Contains(value!.GetValueKind() switch
            {
                JsonValueKind.Object => "object",
                JsonValueKind.Array => "array",
                JsonValueKind.String => "string",
                JsonValueKind.Number => "number",
                _ => "boolean",
            }, type.ToJsonString().Replace("integer", "number", StringComparison.Ordinal), StringComparison.Ordinal);
        if (schema["enum"] is JsonArray words)
            Assert.Contains((string)value!, words.Select(w => (string)w!), StringComparer.OrdinalIgnoreCase);
    }

    // A bar inside a cell is written \|.
    private static IEnumerable<string[]> Rows(string text, string heading) => text.Split('\n')
        .SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal)).Skip(1).TakeWhile(line => !line.StartsWith('#'))
        .Where(line => line.StartsWith('|'))
        .Select(line => line.Replace("\\|", "\u00A6", StringComparison.Ordinal).Split('|')[1..^1].Select(cell => cell.Trim()).ToArray());

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{\w+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
