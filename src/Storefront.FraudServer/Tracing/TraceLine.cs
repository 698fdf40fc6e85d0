using System.Globalization;
using System.Text.Json;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.Activity;
using Storefront.FraudServer.Received;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Tracing;

/// <summary>A traced event as a line of JSON. Each has an ID: whoever reads the files may meet a line twice after a crash.</summary>
internal static class TraceLine
{
    /// <summary>How the ID of every line about an event begins.</summary>
    public static string IdOf(long sequence) => string.Create(CultureInfo.InvariantCulture, $"\"id\":\"event-{sequence}-");

    /// <summary>What a name has to say of an event.</summary>
    public static IEnumerable<byte[]> Of(string name, ReceivedRow row)
    {
        if (row.Status != StatusCodes.Status200OK || !TraceName.Holds(name, row.Event, row.Verdict is not null))
            return [];
        return name == TraceName.Rule ? OfRules(row) : [Line(name, row, 0, json => WriteEvent(json, row))];
    }

    /// <summary>What a name has to say of something that was done.</summary>
    public static IEnumerable<byte[]> Of(string name, ActivityEntry entry) => name == TraceName.Audit && !TraceName.IsAudited(entry.Action) ? [] : [Wire.Object(json =>
    {
        json.WriteString("name", TraceName.Prefix + name);
        json.WriteString("version", "1.0");
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"activity-{entry.Sequence}"));
        json.WriteString("timestamp", entry.At);
        json.WriteString("user", entry.Who);
        json.WriteString("address", entry.Address);
        json.WriteString("operation", entry.Action);
        json.WriteString("subject", entry.Subject);
        json.WritePropertyName("before");
        json.WriteRawValue(entry.Before ?? "null");
        json.WritePropertyName("after");
        json.WriteRawValue(entry.After ?? "null");
    })];

    // What the rules left with Trace(…) is kept beside the decision.
    private static List<byte[]> OfRules(ReceivedRow row)
    {
        if (row.Verdict?.Detail is not { } detail)
            return [];
        using var document = JsonDocument.Parse(detail);
        return document.RootElement.TryGetProperty("traces", out var traces)
            ? [.. traces.EnumerateArray().Select((trace, i) => Line(TraceName.Rule, row, i, json =>
            {
                foreach (var member in trace.EnumerateObject())
                    member.WriteTo(json);
            }))]
            : [];
    }

    private static void WriteEvent(Utf8JsonWriter json, ReceivedRow row)
    {
        json.WriteString("eventType", row.Event);
        json.WriteString("eventId", EventFacts.Of(row).Id);
        if (row.Verdict is { } verdict)
        {
            json.WriteString("decision", verdict.Decision);
            json.WriteString("ruleName", verdict.Rule);
            json.WriteString("clauseName", verdict.Clause);
        }

        json.WritePropertyName("request");
        ReceivedFeed.WriteBody(json, row.Request);
        json.WritePropertyName("response");
        ReceivedFeed.WriteBody(json, row.Response);
    }

    private static byte[] Line(string name, ReceivedRow row, int number, Action<Utf8JsonWriter> members) => Wire.Object(json =>
    {
        json.WriteString("name", TraceName.Prefix + name);
        json.WriteString("version", "1.0");
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"event-{row.Sequence}-{number}"));
        json.WriteString("timestamp", row.At);
        json.WriteString("environmentId", row.EnvironmentId);
        json.WriteString("correlationId", row.CorrelationId);
        members(json);
    });
}
