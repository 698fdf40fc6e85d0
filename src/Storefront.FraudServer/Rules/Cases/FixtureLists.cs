using System.Text.Json;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Lists;

namespace Storefront.FraudServer.Rules.Cases;

internal static class FixtureLists
{
    public static ListLibrary Read(IEnumerable<JsonProperty> lists, IEnumerable<JsonProperty> supportLists)
    {
        var all = lists.ToList();
        var library = new ListLibrary
        {
            CaseSensitive = all.Where(list => list.Value.TryGetProperty("caseSensitiveKeys", out var flag) && flag.ValueKind == JsonValueKind.True)
                .Select(list => list.Name).ToHashSet(StringComparer.OrdinalIgnoreCase),
        };
        foreach (var list in all)
            library.Put(new CustomList(list.Name, Strings(list.Value.GetProperty("columns")),
                [.. list.Value.GetProperty("rows").EnumerateArray().Select(Strings)]));
        foreach (var list in supportLists)
            library.Put(new SupportList(list.Name, list.Value.EnumerateArray().Select(Entry)));
        return library;
    }

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(c => JsonText.Of(Value.Of(c)))];

    private static SupportEntry Entry(JsonElement entry) => new(
        Fixture.Text(entry, "value"), Enum.Parse<SupportStatus>(Fixture.Text(entry, "status"), ignoreCase: true), Fixture.Text(entry, "reason"),
        Conversions.ParseDate(Fixture.Text(entry, "expires")), Fixture.Text(entry, "comments"));
}
