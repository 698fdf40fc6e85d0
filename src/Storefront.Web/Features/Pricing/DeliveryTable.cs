using System.Text.Json;
using System.Text.Json.Serialization;

namespace Storefront.Web.Features.Pricing;

/// <summary>Where the shop delivers, how, at what price, and what tax is due there: Data/Seed/delivery.json.</summary>
internal sealed class DeliveryTable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter<PostalCodeUse>(JsonNamingPolicy.CamelCase) },
    };

    private readonly Dictionary<string, Country> byCode;
    private readonly IReadOnlyList<DeliveryMethod> methods;

    private DeliveryTable(Table table)
    {
        Countries = table.Countries;
        methods = table.Methods;
        byCode = Countries.ToDictionary(country => country.Code, StringComparer.OrdinalIgnoreCase);
        Home = byCode[table.Home.Country];
        HomeRegion = table.Home.Region;
        if (Countries.FirstOrDefault(country => !methods.Any(method => method.Zones.ContainsKey(country.Zone))) is { } unreachable)
            throw new InvalidOperationException($"delivery.json: no method delivers to {unreachable.Name}, zone '{unreachable.Zone}'.");
    }

    /// <summary>In the order they are offered: the shop's own, its neighbours, then by name.</summary>
    public IReadOnlyList<Country> Countries { get; }

    /// <summary>The shop's own country. Together with <see cref="HomeRegion"/> it stands in for an address not given yet.</summary>
    public Country Home { get; }

    public string? HomeRegion { get; }

    public static DeliveryTable Load()
    {
        using var file = typeof(DeliveryTable).Assembly.GetManifestResourceStream("delivery.json")
            ?? throw new InvalidOperationException("delivery.json is not part of the program.");
        return new DeliveryTable(JsonSerializer.Deserialize<Table>(file, Json) ?? throw new InvalidOperationException("delivery.json is empty."));
    }

    /// <summary>By its ISO 3166-1 alpha-2 code, in any case.</summary>
    public Country? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    /// <summary>How a cart of this subtotal can reach the country, the usual way first. Never empty.</summary>
    public IReadOnlyList<DeliveryOffer> Offers(Country country, decimal subtotal) =>
        [.. methods.Where(method => method.Zones.ContainsKey(country.Zone)).Select(method => Offer(method, country, subtotal))];

    /// <summary>One offer by its wire name (<c>Standard</c>, <c>Express</c>); without a name the usual one. Null if the method does not go there.</summary>
    public DeliveryOffer? Offer(Country country, decimal subtotal, string? method = null) =>
        methods.FirstOrDefault(m => m.Zones.ContainsKey(country.Zone) && (method is null || m.Code == method)) is { } found
            ? Offer(found, country, subtotal)
            : null;

    private static DeliveryOffer Offer(DeliveryMethod method, Country country, decimal subtotal)
    {
        var zone = method.Zones[country.Zone];
        var price = subtotal >= zone.FreeFrom ? 0 : zone.Price;
        return new DeliveryOffer(method.Code, method.Name, price, zone.FreeFrom, zone.Days[0], zone.Days[1]);
    }

    private sealed record Table(string About, HomePlace Home, IReadOnlyList<DeliveryMethod> Methods, IReadOnlyList<Country> Countries);

    private sealed record HomePlace(string Country, string? Region);

    private sealed record DeliveryMethod(string Code, string Name, IReadOnlyDictionary<string, ZonePrice> Zones);

    private sealed record ZonePrice(decimal Price, decimal? FreeFrom, IReadOnlyList<int> Days);
}

/// <summary>A way to deliver, for one country and one subtotal.</summary>
/// <param name="Method">The name Fraud Protection knows: Standard, Express.</param>
internal sealed record DeliveryOffer(string Method, string Name, decimal Price, decimal? FreeFrom, int FirstDay, int LastDay)
{
    /// <summary>For a sentence: "3 to 5 working days".</summary>
    public string Days => FirstDay == LastDay ? $"{FirstDay} working days" : $"{FirstDay} to {LastDay} working days";
}
