using System.Text.Json;

namespace Storefront.Web.Features.AuditLog;

/// <summary>One value of an entry, before and after.</summary>
internal sealed record AuditChange(string Name, string? Before, string? After)
{
    /// <summary>The members of both sides, side by side; a side that is no object is one value.</summary>
    public static IReadOnlyList<AuditChange> Of(string? before, string? after)
    {
        var (was, now) = (Members(before), Members(after));
        return [.. was.Keys.Union(now.Keys, StringComparer.Ordinal).Select(name => new AuditChange(name, was.GetValueOrDefault(name), now.GetValueOrDefault(name))).Where(change => change.Before != change.After)];
    }

    private static Dictionary<string, string> Members(string? json)
    {
        if (json is null)
            return [];
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString(), StringComparer.Ordinal)
            : new(StringComparer.Ordinal) { [""] = document.RootElement.ToString() };
    }
}
