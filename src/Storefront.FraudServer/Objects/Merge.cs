using System.Text.Json.Nodes;

namespace Storefront.FraudServer.Objects;

/// <summary>
/// Adds what an event says to what is known: absent members keep their value, nested objects merge member by member,
/// lists whose entries have a name of their own merge by it, other lists are replaced.
/// </summary>
internal static class Merge
{
    private static readonly Dictionary<string, string> ListKeys = new(StringComparer.Ordinal)
    {
        ["addressList"] = "type",
        ["paymentInstrumentList"] = "merchantPaymentInstrumentId",
    };

    public static void Into(JsonObject known, JsonObject said)
    {
        foreach (var (name, value) in said)
        {
            if (name is "_metadata" or "metadata") // the latest event's, whole
                known[name] = value?.DeepClone();
            else if (known[name] is JsonObject knownObject && value is JsonObject saidObject)
                Into(knownObject, saidObject);
            else if (known[name] is JsonArray knownList && value is JsonArray saidList && ListKeys.TryGetValue(name, out var key))
                Into(knownList, saidList, key);
            else
                known[name] = value?.DeepClone();
        }
    }

    private static void Into(JsonArray known, JsonArray said, string key)
    {
        var unnamed = known.OfType<JsonObject>().Where(entry => Name(entry, key) is null).ToList();
        var position = 0;
        foreach (var entry in said.OfType<JsonObject>())
        {
            var match = Name(entry, key) is { } name
                ? known.OfType<JsonObject>().FirstOrDefault(k => string.Equals(Name(k, key), name, key == "type" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
                : unnamed.ElementAtOrDefault(position++);
            if (match is null)
                known.Add(entry.DeepClone());
            else if (Name(entry, key) is null)
                known[known.IndexOf(match)] = entry.DeepClone();
            else
                Into(match, entry);
        }
    }

    private static string? Name(JsonObject entry, string key) => ObjectKind.Text(entry, key);
}
