using System.Text.Json.Nodes;

namespace Storefront.Conformance;

/// <summary>The examples of the contract, with IDs of this run in place of theirs: whatever belongs together still does.</summary>
internal sealed class Examples
{
    private static readonly HashSet<string> Ids = new(StringComparer.Ordinal)
    {
        "purchaseId", "bankEventId", "refundId", "chargebackId", "signUpId", "signInId", "loginId", "userId", "labelObjectId", "merchantPaymentInstrumentId", "accountUpdateId",
    };

    private readonly string folder = Path.Combine(AppContext.BaseDirectory, "contract");

    private Examples() => All = [.. JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "index.json")))!["examples"]!.AsArray().Select(node => node!.AsObject())];

    public static Examples Contract { get; } = new();

    public IReadOnlyList<JsonObject> All { get; }

    public JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, file)))!;

    /// <summary>A request as this run sends it.</summary>
    public JsonObject Request(string file, string run)
    {
        var body = Read(file).AsObject();
        Rename(body, run);
        return body;
    }

    /// <summary>The path of an example, whose last segment may be one of its IDs.</summary>
    public string PathOf(JsonObject example, string run)
    {
        var path = (string)example["path"]!;
        var last = path[(path.LastIndexOf('/') + 1)..];
        return path.StartsWith("/v1.0/MerchantServices/", StringComparison.Ordinal) || path.Contains("/assessment/", StringComparison.Ordinal) ? path : path + Suffix(last, run);
    }

    private static string Suffix(string id, string run) => id.Length == 0 ? "" : "-" + run;

    private static void Rename(JsonNode? node, string run)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Rename(item, run);
        }
        else if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                if (Ids.Contains(name) && value is JsonValue text && text.TryGetValue<string>(out var id))
                    members[name] = id + Suffix(id, run);
                else
                    Rename(value, run);
            }
        }
    }
}
