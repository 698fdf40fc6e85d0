using System.Text.Json;

namespace Storefront.Web.Tests.Features.Profile;

/// <summary>What was received, held to an example of the contract: every member the example has, in its type and its form.</summary>
internal static class Contract
{
    /// <param name="received">The body as the service got it.</param>
    /// <param name="file">The example.</param>
    /// <param name="values">Members that must have the example's very value; the others must have its kind.</param>
    public static void HasEveryMemberOf(this JsonElement received, string file, params string[] values) => received.HasEveryMemberOf(file, [], values);

    /// <param name="received">The body as the service got it.</param>
    /// <param name="file">The example.</param>
    /// <param name="except">Members of the example that this shop does not send.</param>
    /// <param name="values">Members that must have the example's very value; the others must have its kind.</param>
    public static void HasEveryMemberOf(this JsonElement received, string file, string[] except, params string[] values)
    {
        using var example = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "contract", "examples", file)));
        Compare("", example.RootElement, received, except, values);
    }

    private static void Compare(string path, JsonElement expected, JsonElement actual, string[] except, string[] values)
    {
        Assert.True(Kind(expected) == Kind(actual), $"{path} is {actual.ValueKind}, the example has {expected.ValueKind}.");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in expected.EnumerateObject().Where(member => !except.Contains($"{path}/{member.Name}", StringComparer.Ordinal)))
                {
                    Assert.True(actual.TryGetProperty(member.Name, out var value), $"{path}/{member.Name} is missing.");
                    Compare($"{path}/{member.Name}", member.Value, value, except, values);
                }

                break;
            case JsonValueKind.Array:
                Assert.NotEmpty(actual.EnumerateArray());
                foreach (var item in actual.EnumerateArray())
                    Compare(path, expected[0], item, except, values);
                break;
            case JsonValueKind.String when DateTimeOffset.TryParse(expected.GetString(), System.Globalization.CultureInfo.InvariantCulture, out _) && expected.GetString()!.Contains('T', StringComparison.Ordinal):
                Assert.True(DateTimeOffset.TryParse(actual.GetString(), System.Globalization.CultureInfo.InvariantCulture, out _), $"{path} is no date: {actual}");
                break;
            case JsonValueKind.String when Guid.TryParse(expected.GetString(), out _):
                Assert.True(Guid.TryParse(actual.GetString(), out _), $"{path} is no GUID: {actual}");
                break;
            default:
                if (values.Contains(path, StringComparer.Ordinal))
                    Assert.True(expected.ToString() == actual.ToString(), $"{path} is {actual}, the example has {expected}.");
                break;
        }
    }

    // true and false are one kind.
    private static JsonValueKind Kind(JsonElement element) => element.ValueKind is JsonValueKind.False ? JsonValueKind.True : element.ValueKind;
}
