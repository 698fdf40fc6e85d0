using Storefront.FraudServer.Rules.Binding;

namespace Storefront.FraudServer.Rules.Library;

/// <summary>Every function and member that needs no special treatment. Members are filed under <c>.Type.name</c>.</summary>
internal static class Catalogue
{
    public static IReadOnlyDictionary<string, List<Function>> Functions { get; } = Build();

    /// <summary>What can be called by its full name, for suggestions.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Functions.Keys.Where(k => k[0] != '.'), "Exists", "ContainsKey", "Lookup", "InSupportList", "IsSafe", "IsBlock", "IsWatch",
         "GetVariable", "Patterns.IsRegexMatch", "Model.Risk", "Model.Bot", "Geo.CountryCode", "Geo.CountryRegion", "Geo.Region",
         "Geo.RegionCode", "Geo.City", "Geo.MarketCode", "Device.GetSelectedAttributes"];

    public static IEnumerable<string> MembersOf(string owner) =>
        Functions.Keys.Concat(Names).Where(k => k.StartsWith(owner + ".", StringComparison.OrdinalIgnoreCase)).Select(k => k[(owner.Length + 1)..]);

    private static Dictionary<string, List<Function>> Build()
    {
        var builder = new CatalogueBuilder();
        MathFunctions.Add(builder);
        DateFunctions.Add(builder);
        StringFunctions.Add(builder);
        JsonFunctions.Add(builder);
        OutsideFunctions.Add(builder);
        return new(builder.Functions, StringComparer.OrdinalIgnoreCase);
    }
}
