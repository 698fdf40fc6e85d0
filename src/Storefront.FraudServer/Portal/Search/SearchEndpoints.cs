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
        routes.MapPage("/portal/search/export.csv", http => ExportAsync(http, "CSV", Get<EventExport>(http).CsvAsync));
        routes.MapPage("/portal/search/export.ndjson", http => ExportAsync(http, "NDJSON", Get<EventExport>(http).NdjsonAsync));
        routes.MapPage("/portal/events/{sequence:long}", http => ShowAsync(http, new Form()));
        routes.MapForm("/portal/events/{sequence:long}/note", Policies.Comment, NoteAsync);
    }

    // The log says what was taken along, and names nobody.
    private static async Task ExportAsync(HttpContext http, string format, Func<HttpContext, EventFilter, Task> write)
    {
        var filter = EventFilter.Of(http.Request.Query);
        await http.RecordAsync("events.export", "events", new { format, ofOneId = filter.Id.Length > 0, filter.Event, filter.Decision, filter.Rule, filter.Environment, filter.From, filter.To });
        await write(http, filter);
    }

    private static Task ShowAsync(HttpContext http, Form form) => Get<EventDesk>(http).Find(Sequence(http), http.May(Policies.EditRules)) is { } detail
        ? http.ShowAsync<EventPage>(detail with { CanComment = http.May(Policies.Comment), Form = form }, form.IsFine ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest)
        : http.NotFoundAsync();

    private static async Task NoteAsync(HttpContext http, IFormCollection sent)
    {
        var form = Form.Of(sent);
        form.Refuse("text", form["text"].Length is 0 or > EventNotes.Longest ? $"A note has 1 to {EventNotes.Longest.ToString("N0", CultureInfo.InvariantCulture)} characters." : null);
        if (form.IsFine)
            form.Refuse("text", await Get<EventNotes>(http).AddAsync(Sequence(http), form["text"], http.Person()));
        await (form.IsFine ? http.SeeOtherAsync(string.Create(CultureInfo.InvariantCulture, $"/portal/events/{Sequence(http)}#notes")) : ShowAsync(http, form));
    }

    private static long Sequence(HttpContext http) => Number(http.GetRouteValue("sequence") as string, 0);

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
