using System.Text.Json;
using Storefront.FraudServer.Rules;

namespace Storefront.FraudServer.Events.Answers;

/// <summary>How calls made by rules went: for each namespace a list.</summary>
internal static class Diagnostics
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<CallDiagnostics> diagnostics)
    {
        foreach (var group in diagnostics.GroupBy(d => d.Namespace, StringComparer.Ordinal))
        {
            json.WriteStartArray(group.Key);
            foreach (var call in group)
                if (call.Values is { } values)
                    values.WriteTo(json);
            json.WriteEndArray();
        }
    }
}
