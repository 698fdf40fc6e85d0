using System.Globalization;
using System.Text.Json;
using Storefront.FraudServer.Events;

namespace Storefront.FraudServer.Portal.Activity;

/// <summary>What was done, as a page and as a file of JSON lines.</summary>
internal static class ActivityEndpoints
{
    public const string Address = "/portal/activity";
    private const int PageLength = 50;
    private const int Portion = 500;

    public static void MapActivity(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, ShowAsync);
        routes.MapPage(Address + ".ndjson", ExportAsync);
    }

    private static Task ShowAsync(HttpContext http)
    {
        var (filter, before) = (Filter(http), Number(http, "before"));
        var found = Log(http).Before(before, filter, PageLength + 1);
        return http.ShowAsync<ActivityPage>(new ActivityModel(
            [.. found.Take(PageLength)], filter, found.Count > PageLength ? found[PageLength - 1].Sequence : null, before < long.MaxValue));
    }

    private static async Task ExportAsync(HttpContext http)
    {
        var (filter, before) = (Filter(http), long.MaxValue);
        http.Response.ContentType = "application/x-ndjson; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"activity.ndjson\"";
        while (Log(http).Before(before, filter, Portion) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                await http.Response.Body.WriteAsync(Line(entry), http.RequestAborted);
                await http.Response.Body.WriteAsync("\n"u8.ToArray(), http.RequestAborted);
            }

            before = entries[^1].Sequence;
        }
    }

    private static byte[] Line(ActivityEntry entry) => Wire.Object(json =>
    {
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteString("at", entry.At);
        json.WriteString("who", entry.Who);
        json.WriteString("address", entry.Address);
        json.WriteString("action", entry.Action);
        json.WriteString("subject", entry.Subject);
        Raw(json, "before", entry.Before);
        Raw(json, "after", entry.After);
    });

    private static void Raw(Utf8JsonWriter json, string name, string? value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value ?? "null");
    }

    private static ActivityFilter Filter(HttpContext http) => new(
        Text(http, "who"), Text(http, "what"), Text(http, "subject"), Moment.FromField(Text(http, "from")), Moment.FromField(Text(http, "to")));

    private static ActivityLog Log(HttpContext http) => http.RequestServices.GetRequiredService<ActivityLog>();

    private static string? Text(HttpContext http, string name) => http.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static long Number(HttpContext http, string name) =>
        long.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
}

/// <summary>A page of what was done.</summary>
public sealed record ActivityModel(IReadOnlyList<ActivityEntry> Entries, ActivityFilter Filter, long? Older, bool IsOlderPage);
