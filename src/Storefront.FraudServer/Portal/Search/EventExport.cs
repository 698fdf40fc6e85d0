using System.Globalization;
using System.Text;
using System.Text.Json;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Received;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Search;

/// <summary>Writes what was found as a file, piece by piece.</summary>
internal sealed class EventExport(EventSearch search)
{
    public const int Most = 10_000;
    private const int Piece = 200;

    /// <summary>One line for each event: what a table of them needs.</summary>
    public async Task CsvAsync(HttpContext http, EventFilter filter)
    {
        Begin(http, "text/csv; charset=utf-8", "events.csv");
        await WriteAsync(http, "sequence,receivedAt,event,id,environmentId,correlationId,status,decision,rule,clause\r\n");
        await AllAsync(http, filter, row => string.Join(',', new[]
        {
            row.Sequence.ToString(CultureInfo.InvariantCulture), row.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), row.Event, EventFacts.Of(row).Id, row.EnvironmentId,
            row.CorrelationId, row.Status.ToString(CultureInfo.InvariantCulture), row.Verdict?.Decision ?? "", row.Verdict?.Rule ?? "", row.Verdict?.Clause ?? "",
        }.Select(Lists.CsvCell.Of)) + "\r\n");
    }

    /// <summary>One JSON object for each event, whole.</summary>
    public Task NdjsonAsync(HttpContext http, EventFilter filter)
    {
        Begin(http, "application/x-ndjson; charset=utf-8", "events.ndjson");
        return AllAsync(http, filter, row => Encoding.UTF8.GetString(Wire.Value(json => Write(json, row))) + "\n");
    }

    private static void Begin(HttpContext http, string type, string name)
    {
        http.Response.ContentType = type;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename={name}";
    }

    // As long as there is more: here somebody waits for a file, not for a page.
    private async Task AllAsync(HttpContext http, EventFilter filter, Func<ReceivedRow, string> line)
    {
        long? before = long.MaxValue;
        for (var left = Most; left > 0 && before is { } from && !http.RequestAborted.IsCancellationRequested;)
        {
            var found = search.Find(filter, from, Math.Min(Piece, left));
            await WriteAsync(http, string.Concat(found.Rows.Select(line)));
            (left, before) = (left - found.Rows.Count, found.Older);
        }
    }

    private static Task WriteAsync(HttpContext http, string text) => http.Response.WriteAsync(text, http.RequestAborted);

    /// <summary>One event, whole.</summary>
    internal static void Write(Utf8JsonWriter json, ReceivedRow row)
    {
        json.WriteStartObject();
        ReceivedFeed.WriteMembers(json, row);
        if (row.Verdict is { } verdict)
        {
            json.WriteString("decision", verdict.Decision);
            json.WriteString("rule", verdict.Rule);
            json.WriteString("clause", verdict.Clause);
        }

        json.WriteEndObject();
    }
}
