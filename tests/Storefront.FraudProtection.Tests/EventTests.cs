using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.FraudProtection.Http;

namespace Storefront.Tests.FraudProtection;

/// <summary>How events become text.</summary>
public sealed class EventTests
{
    [Theory]
    [InlineData("18.5", "18.50")]
    [InlineData("27", "27.00")]
    [InlineData("0.1", "0.10")]
    [InlineData("19.9900", "19.99")]
    [InlineData("0.005", "0.005")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-3", "-3.00")]
    public void Money_has_two_places_and_is_exact(string amount, string written)
    {
        var refund = new Refund { RefundId = "r", PurchaseId = "p", Amount = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Contains($"\"amount\":{written}}}", JsonSerializer.Serialize(refund, Wire.Json), StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_nobody_knows_is_kept_as_it_was_written()
    {
        var read = JsonSerializer.Deserialize<PurchaseStatus>("""{"purchaseId":"p","statusType":"Unheard-Of","statusDate":"2026-03-14T20:18:18Z","reason":""}""", Wire.Json)!;

        Assert.Equal(new PurchaseStatusType("unheard-of"), read.StatusType);
        Assert.Contains("\"statusType\":\"Unheard-Of\"", JsonSerializer.Serialize(read, Wire.Json), StringComparison.Ordinal);
        Assert.Equal("", read.Reason!.Value);
    }

    [Fact]
    public void Words_of_two_kinds_are_never_equal() =>
        Assert.False(((WireWord)RefundStatus.Approved).Equals(BankEventStatus.Approved));

    [Fact]
    public void The_misspelling_of_the_wire_is_sent_as_it_is() => Assert.Equal("FufillmentFailed", PurchaseStatusReason.FulfillmentFailed.Value);

    [Fact]
    public void What_has_no_property_travels_beside()
    {
        var purchase = Some.Purchase with { Further = new Dictionary<string, object>(StringComparer.Ordinal) { ["travelOverview"] = new JsonObject { ["isRoundTrip"] = true }, ["MyOwn"] = 1 } };

        var written = JsonNode.Parse(JsonSerializer.Serialize(purchase, Wire.Json))!;

        Assert.True((bool)written["travelOverview"]!["isRoundTrip"]!);
        Assert.Equal(1, (int)written["MyOwn"]!);
        Assert.Equal(2, JsonSerializer.Deserialize<Purchase>(written.ToJsonString(), Wire.Json)!.Further!.Count);
    }

    [Fact]
    public async Task A_prepared_event_is_the_same_bytes_however_often_it_is_sent()
    {
        await using var client = new Client();
        var prepared = client.Service.Prepare(Some.BankEvent, "c");
        var stored = new PreparedEvent(prepared.Event, prepared.Path, prepared.CorrelationId, prepared.Body);

        await client.Service.ReportAsync(prepared);
        var receipt = await client.Service.ReportAsync(stored);

        Assert.Equal(200, receipt.StatusCode);
        Assert.Equal(Network.Accepted, receipt.Answer);
        var calls = client.Network.Calls.ToArray();
        Assert.Equal(prepared.Body, calls[0].Body);
        Assert.Equal(calls[0].Body, calls[1].Body);
        Assert.Equal(string.Join('\n', calls[0].Headers), string.Join('\n', calls[1].Headers));
    }

    [Fact]
    public async Task Tracking_ID_and_time_are_made_once_and_kept_if_they_are_given()
    {
        var time = new FakeTime();
        await using var client = new Client(time: time);

        var made = JsonNode.Parse(client.Service.Prepare(Some.BankEvent).Body)!["_metadata"]!;
        var given = JsonNode.Parse(client.Service.Prepare(Some.BankEvent with { Metadata = new EventMetadata { TrackingId = "t" } }).Body)!["_metadata"]!;

        Assert.True(Guid.TryParse((string?)made["trackingId"], out _));
        Assert.DoesNotContain((string)made["trackingId"]!, client.Service.Prepare(Some.BankEvent).Body, StringComparison.Ordinal);
        Assert.Equal(time.GetLocalNow(), (DateTimeOffset)made["merchantTimeStamp"]!);
        Assert.EndsWith("+01:00", (string?)made["merchantTimeStamp"], StringComparison.Ordinal);
        Assert.Equal("t", (string?)given["trackingId"]);
        Assert.NotNull(given["merchantTimeStamp"]);
    }

    [Theory]
    [InlineData(null, "Evaluate")]
    [InlineData("Protect", "Protect")]
    public async Task A_purchase_that_does_not_say_gets_the_assessment_type_of_the_settings(string? setting, string sent)
    {
        await using var client = new Client(settings: [("AssessmentType", setting)]);

        Assert.Equal(sent, (string?)JsonNode.Parse(client.Service.Prepare(Some.Purchase).Body)!["assessmentType"]);
        Assert.Equal("Protect", (string?)JsonNode.Parse(client.Service.Prepare(Some.Purchase with { AssessmentType = AssessmentType.Protect }).Body)!["assessmentType"]);
    }

    [Fact]
    public async Task A_printed_event_gives_nobody_away()
    {
        await using var client = new Client();

        var printed = $"{Some.Purchase} {Some.Purchase.User} {Some.Purchase.PaymentInstrumentList![0]} {client.Service.Prepare(Some.Purchase, "c")}";

        Assert.Equal("Purchase User PaymentInstrument Purchase c", printed);
    }

    [Fact]
    public async Task A_purchase_is_asked_about_and_everything_else_is_reported()
    {
        await using var client = new Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.Service.ReportAsync(client.Service.Prepare(Some.Purchase)));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Service.AssessPurchaseAsync(client.Service.Prepare(Some.BankEvent)));
        Assert.Empty(client.Network.Calls);
    }
}
