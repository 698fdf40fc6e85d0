using System.Globalization;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;

namespace Storefront.FraudServer.Portal.Search;

/// <summary>What the search shows.</summary>
public sealed record SearchModel(
    EventFilter Filter, Found Found, IReadOnlyList<string> Kinds, IReadOnlyList<string> Rules, IReadOnlyList<(string Id, string Name)> Environments);

/// <summary>The addresses of the search and of single events.</summary>
internal static class SearchEndpoints
{
    private const int PageLength = 50;

    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/portal/search", http => http.ShowAsync<SearchPage>(Model(http)));
        routes.MapPage("/portal/search/export.csv", http => Get<EventExport>(http).CsvAsync(http, EventFilter.Of(http.Request.Query)));
        routes.MapPage("/portal/search/export.ndjson", http => Get<EventExport>(http).NdjsonAsync(http, EventFilter.Of(http.Request.Query)));
        routes.MapPage("/portal/events/{sequence:long}", http =>
            Get<EventDesk>(http).Find(Number(http.GetRouteValue("sequence") as string, 0), http.May(Policies.EditRules)) is { } detail ? http.ShowAsync<EventPage>(detail) : http.NotFoundAsync());
    }

    private static SearchModel Model(HttpContext http)
    {
        var filter = EventFilter.Of(http.Request.Query);
        return new SearchModel(
            filter, Get<EventSearch>(http).Find(filter, Number(http.Request.Query["before"], long.MaxValue), PageLength),
            [.. EventKind.All.Select(k => k.Name).Concat(Get<CustomAssessments>(http).Published.Select(k => k.Name))],
            [.. Get<RuleHits>(http).Of("").Select(h => h.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. Get<MerchantEnvironments>(http).All.Select(e => (e.Id, e.Name))]);
    }

    private static T Get<T>(HttpContext http) where T : notnull => http.RequestServices.GetRequiredService<T>();

    private static long Number(string? text, long otherwise) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
