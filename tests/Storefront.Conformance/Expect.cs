using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.Conformance;

/// <summary>What is compared, and the words for a difference.</summary>
internal static class Expect
{
    public static void Status(int expected, Answer answer)
    {
        if (answer.Status != expected)
            throw new DifferenceException($"expected {expected}, got {answer}");
    }

    public static void Header(string name, string expected, Answer answer)
    {
        if (answer.Headers.GetValueOrDefault(name) != expected)
            throw new DifferenceException($"expected {name}: {expected}, got {answer.Headers.GetValueOrDefault(name) ?? "none"}");
    }

    public static void True(bool holds, string otherwise)
    {
        if (!holds)
            throw new DifferenceException(otherwise);
    }

    /// <summary>Every member named has this spelling and the kind it has in the documented answer; others are free, as callers ignore them.</summary>
    /// <param name="documented">An answer of the contract.</param>
    /// <param name="given">What came.</param>
    /// <param name="required">What must be there: names separated by blanks.</param>
    public static void Shape(JsonNode? documented, JsonNode? given, string required)
    {
        if (documented is not JsonObject told || given is not JsonObject came)
            throw new DifferenceException($"expected an object, got {given?.ToJsonString() ?? "nothing"}");
        foreach (var name in required.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(name => !came.ContainsKey(name)))
            throw new DifferenceException($"{name} is missing{Near(came, name)}");
        foreach (var (name, value) in told.Where(member => !came.ContainsKey(member.Key)))
            True(Near(came, name).Length == 0, $"{name} is spelled otherwise{Near(came, name)}");
        foreach (var (name, value) in told.Where(member => member.Value is not null && came[member.Key] is not null))
            True(Kind(value) == Kind(came[name]), $"{name} is {Kind(came[name])}, not {Kind(value)}");
    }

    private static string Near(JsonObject came, string name) =>
        came.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase) && member.Key != name) is { Key: { } other } ? $" (there is {other})" : "";

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        { } kind => kind.ToString(),
        null => "null",
    };
}
