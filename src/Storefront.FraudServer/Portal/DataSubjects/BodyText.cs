using System.Text.Json;

namespace Storefront.FraudServer.Portal.DataSubjects;

/// <summary>Looks into bodies as they came in: names of members are compared without case, as the service reads them.</summary>
internal static class BodyText
{
    /// <summary>The texts at these places.</summary>
    public static IEnumerable<string> TextsAt(this JsonElement body, string[][] paths) => paths.Select(path => body.TextAt(path)).OfType<string>().Where(text => text.Length > 0);

    /// <summary>Whether any text anywhere in it is this one.</summary>
    public static bool Holds(this JsonElement element, string text) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => member.Value.Holds(text)),
        JsonValueKind.Array => element.EnumerateArray().Any(entry => entry.Holds(text)),
        JsonValueKind.String => element.GetString()!.Trim().Equals(text, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static string? TextAt(this JsonElement element, string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object)
                return null;
            element = element.EnumerateObject().Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(member => member.Value).FirstOrDefault();
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }
}
