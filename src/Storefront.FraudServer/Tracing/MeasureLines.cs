using System.Text.Json;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Hosting;

namespace Storefront.FraudServer.Tracing;

/// <summary>What was measured in a window, as lines of JSON. Each instance tells its own.</summary>
internal static class MeasureLines
{
    private const string Answered = "Answered";

    public static IEnumerable<(string Name, byte[] Line)> Of(Measured measured, DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var ((name, status), took) in measured.Answers)
            yield return (TraceName.Latency, Line(TraceName.Latency, from, to, json =>
            {
                json.WriteString("apiName", name);
                json.WriteString("status", status);
                Write(json, took);
            }));
        foreach (var call in measured.Calls.GroupBy(call => call.Key.Name, StringComparer.Ordinal))
        {
            var (all, failed) = (call.Sum(one => one.Value.Count), call.Where(one => one.Key.Outcome != Answered).Sum(one => one.Value.Count));
            yield return (TraceName.ExternalCalls, Line(TraceName.ExternalCalls, from, to, json =>
            {
                json.WriteString("externalCall", call.Key);
                json.WriteNumber("count", all);
                json.WriteNumber("requestsPerSecond", Math.Round(all / Math.Max(1, (to - from).TotalSeconds), 3));
                json.WriteNumber("successRate", Math.Round((all - failed) / (double)all, 4));
                json.WriteNumber("averageLatencyMs", Math.Round(call.Sum(one => one.Value.Sum) / all, 2));
                json.WriteNumber("maximumLatencyMs", Math.Round(call.Max(one => one.Value.Longest), 2));
            }));
            foreach (var ((_, error), took) in call.Where(one => one.Key.Outcome != Answered))
                yield return (TraceName.ExternalCallErrors, Line(TraceName.ExternalCallErrors, from, to, json =>
                {
                    json.WriteString("externalCall", call.Key);
                    json.WriteString("error", error);
                    json.WriteNumber("count", took.Count);
                }));
        }
    }

    private static void Write(Utf8JsonWriter json, Distribution took)
    {
        json.WriteNumber("count", took.Count);
        json.WriteNumber("averageMs", Math.Round(took.Sum / took.Count, 2));
        json.WriteNumber("maximumMs", Math.Round(took.Longest, 2));
        foreach (var (name, share) in new[] { ("p50Ms", .5), ("p90Ms", .9), ("p95Ms", .95), ("p99Ms", .99) })
            json.WriteNumber(name, Math.Round(took.Within(share), 2));
        json.WriteStartArray("distribution");
        for (var step = 0; step < took.Counts.Count; step++)
            if (took.Counts[step] > 0)
            {
                json.WriteStartObject();
                if (step < Distribution.Steps.Count)
                    json.WriteNumber("upToMs", Distribution.Steps[step]);
                json.WriteNumber("count", took.Counts[step]);
                json.WriteEndObject();
            }

        json.WriteEndArray();
    }

    private static byte[] Line(string name, DateTimeOffset from, DateTimeOffset to, Action<Utf8JsonWriter> members) => Wire.Object(json =>
    {
        json.WriteString("name", TraceName.Prefix + name);
        json.WriteString("version", "1.0");
        json.WriteString("id", Guid.NewGuid());
        json.WriteString("timestamp", to);
        json.WriteString("since", from);
        members(json);
    });
}
