using System.Globalization;
using System.Text.Json.Nodes;

namespace Storefront.Tests.FraudProtection;

/// <summary>What goes out and what comes back when everything works.</summary>
public sealed class CallTests
{
    [Fact]
    public async Task A_purchase_is_sent_with_token_correlation_and_environment_and_its_decision_comes_back()
    {
        await using var client = new Client();

        var assessment = await client.Service.AssessPurchaseAsync(Some.Purchase, "c01bce2a-08a7-430e-aa02-e7cc3919025a");

        Assert.Equal(Storefront.FraudProtection.Decision.Approve, assessment.Decision);
        Assert.Equal("c01bce2a-08a7-430e-aa02-e7cc3919025a", assessment.CorrelationId);
        var call = Assert.Single(client.Network.Calls);
        Assert.Equal("https://fraud.example.test/v1.0/MerchantServices/events/Purchase", call.Address.AbsoluteUri);
        Assert.Equal("Bearer token-1", call.Headers["Authorization"]);
        Assert.Equal("application/json; charset=utf-8", call.Headers["Content-Type"]);
        Assert.Equal("c01bce2a-08a7-430e-aa02-e7cc3919025a", call.Headers["x-ms-correlation-id"]);
        Assert.Equal("33333333-3333-3333-3333-333333333333", call.Headers["x-ms-dfpenvid"]);

        var body = JsonNode.Parse(call.Body)!;
        Assert.Equal("Evaluate", (string?)body["assessmentType"]);
        Assert.Equal("2026-03-14T20:18:11.254-07:00", (string?)body["merchantLocalDate"]);
        Assert.Equal("69.40", body["totalAmount"]!.ToJsonString());
        Assert.Equal("CreditCard", (string?)body["paymentInstrumentList"]![0]!["type"]);
        Assert.True(Guid.TryParse((string?)body["_metadata"]!["trackingId"], out _));
        Assert.True(DateTimeOffset.TryParse((string?)body["_metadata"]!["merchantTimeStamp"], CultureInfo.InvariantCulture, out _));
        Assert.Contains("Zoë", call.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("null", call.Body, StringComparison.Ordinal);
    }
}
