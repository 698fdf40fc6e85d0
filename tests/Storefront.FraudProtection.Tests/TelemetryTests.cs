using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>What an operator sees of a call, and what nobody may see.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Every_call_is_one_span_with_event_outcome_and_attempts()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Storefront.FraudProtection",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var client = new Client(new Network { Service = (n, _, _) => Task.FromResult(n < 2 ? Network.Json(503, "") : Network.Json(200, Network.Approve)) });
        var correlation = Guid.NewGuid().ToString();

        await client.Service.AssessPurchaseAsync(Some.Purchase, correlation);

        var span = Assert.Single(spans, span => (string?)span.GetTagItem("correlation_id") == correlation);
        Assert.Equal("FraudProtection Purchase", span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("Purchase", span.GetTagItem("event"));
        Assert.Equal("Approve", span.GetTagItem("outcome"));
        Assert.Equal(2, span.GetTagItem("attempts"));
        Assert.Equal(200, span.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Ok, span.Status);
        Assert.DoesNotContain(client.Network.Calls, call => call.Headers.ContainsKey("traceparent"));
    }

    [Theory]
    [InlineData(200, Network.Approve, "Approve")]
    [InlineData(200, "{}", "Unusable")]
    [InlineData(400, "", "Status400")]
    [InlineData(502, "", "Status502")]
    public async Task Every_call_is_measured(int status, string body, string outcome)
    {
        var measured = new ConcurrentBag<(string Name, double Value, string? Event, string? Outcome)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, listener) => Listen(instrument, listener) };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Add((instrument.Name, value, Tag(tags, "event"), Tag(tags, "outcome"))));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => measured.Add((instrument.Name, value, Tag(tags, "event"), Tag(tags, "outcome"))));
        listener.Start();
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(status, body)) });

        try
        {
            await client.Service.AssessPurchaseAsync(Some.Purchase);
        }
        catch (FraudProtectionException)
        {
            // measured all the same
        }

        Assert.Contains(measured, one => one is { Name: "storefront.fraud_protection.call.duration", Event: "Purchase" } && one.Outcome == outcome && one.Value > 0);
        Assert.Contains(measured, one => one is { Name: "storefront.fraud_protection.call.attempts", Value: 1 } && one.Outcome == outcome);

        static void Listen(Instrument instrument, MeterListener listener)
        {
            if (instrument.Meter.Name == "Storefront.FraudProtection")
                listener.EnableMeasurementEvents(instrument);
        }

        static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
        {
            foreach (var (key, value) in tags)
                if (key == name)
                    return value?.ToString();
            return null;
        }
    }

    [Fact]
    public async Task No_log_line_holds_personal_data_a_token_a_secret_or_an_assessment()
    {
        const string Answer = """{"resultDetails":{"MerchantRuleDecision":"Approve","RiskScore":7361,"ReasonCodes":"700-ACCOUNT_INFORMATION:GENERAL","PolicyApplied":"Rule of ours"}}""";
        await using var client = new Client(new Network
        {
            Service = (n, _, _) => n switch
            {
                1 => Task.FromResult(Network.Json(503, "")),
                2 => Task.FromResult(Network.Json(200, Answer)),
                3 => Task.FromResult(Network.Json(400, "")),
                4 => Task.FromResult(Network.Json(401, "")),
                _ => throw new HttpRequestException("gone"),
            },
        });

        await client.Service.AssessPurchaseAsync(Some.Purchase, "correlation-1");
        await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));
        await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));

        var everything = string.Join('\n', client.Log.Lines);
        Assert.Contains("correlation-1", everything, StringComparison.Ordinal);
        foreach (var forbidden in new[] { "nora", "Zoë", "cust-10482", "411111", "token-1", "token-2", "a secret", "7361", "ACCOUNT_INFORMATION", "Rule of ours", "\"purchaseId\"" })
            Assert.DoesNotContain(forbidden, everything, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(client.Log.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("400", StringComparison.Ordinal));
    }
}
