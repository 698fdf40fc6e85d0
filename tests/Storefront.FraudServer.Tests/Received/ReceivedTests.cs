using System.Net;
using System.Text.Json.Nodes;

namespace Storefront.Tests.FraudServer.Received;

public sealed class ReceivedTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private readonly Service _service = fixture.Service;
    private readonly string _id = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_program_reads_what_was_received_whole_and_oldest_first()
    {
        var purchase = JsonNode.Parse(Contract.Example("purchase-guest.request.json"))!;
        purchase["purchaseId"] = _id;
        var reply = await _service.PostAsync(Service.Purchase, purchase.ToJsonString(), ("x-ms-correlation-id", "corr-" + _id));
        await _service.PostAsync("/v1.0/MerchantServices/events/PurchaseStatus",
            $$"""{"purchaseId":"{{_id}}","statusType":"Approved","statusDate":"2026-03-15T10:00:00Z","_metadata":{} }""");

        var rows = await _service.ReceivedAsync("?id=" + _id);

        Assert.Equal(2, rows.Count);
        Assert.Equal("sequence receivedAt event path correlationId environmentId status request response", Contract.Names(rows[0]!));
        Assert.True(rows[0]!["sequence"]!.GetValue<long>() < rows[1]!["sequence"]!.GetValue<long>());
        Assert.Equal("Purchase", rows[0]!["event"]!.GetValue<string>());
        Assert.Equal("corr-" + _id, rows[0]!["correlationId"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(purchase, rows[0]!["request"]));
        Assert.True(JsonNode.DeepEquals(reply.Json, rows[0]!["response"]));
    }

    [Fact]
    public async Task It_is_read_on_from_a_sequence_in_bounded_steps()
    {
        for (var i = 0; i < 5; i++)
            await _service.PostAsync("/v1.0/MerchantServices/events/UpdateAccount", $$"""{"userId":"{{_id}}","_metadata":{} }""");

        var first = await _service.ReceivedAsync($"?id={_id}&limit=2");
        var rest = await _service.ReceivedAsync($"?id={_id}&after={first[1]!["sequence"]}&limit=99999");

        Assert.Equal((2, 3), (first.Count, rest.Count));
    }

    [Theory]
    [InlineData("Refund", "refundId")]
    [InlineData("Chargeback", "chargebackId")]
    [InlineData("BankEvent", "bankEventId")]
    [InlineData("UpdateAccount", "userId")]
    public async Task An_event_is_found_by_each_of_its_ids(string name, string member)
    {
        await _service.PostAsync("/v1.0/MerchantServices/events/" + name, $$"""{"{{member}}":"{{_id}}","purchaseId":"of-{{_id}}","type":"Auth","_metadata":{} }""");

        Assert.Equal(name, Assert.Single(await _service.ReceivedAsync("?id=" + _id))!["event"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_was_refused_is_shown_with_its_answer_and_text_that_is_no_json_as_text()
    {
        await _service.PostAsync(Service.Purchase, "no json " + _id, ("x-ms-correlation-id", _id));

        var rows = await _service.ReceivedAsync("?limit=500");

        var row = Assert.Single(rows, r => r!["correlationId"]!.GetValue<string>() == _id)!;
        Assert.Equal(400, row["status"]!.GetValue<int>());
        Assert.Equal("no json " + _id, row["request"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_page_shows_decision_rule_and_answer_and_shortens_what_names_a_person()
    {
        var purchase = JsonNode.Parse(Contract.Example("purchase-existing-user.request.json"))!;
        purchase["purchaseId"] = _id;
        purchase["customData"] = new JsonObject { ["slip"] = "paid with 4111 1111 1111 1111", ["markup"] = "<script>alert(1)</script>" };
        await _service.PostAsync(Service.Purchase, purchase.ToJsonString());

        using var answer = await _service.Http.GetAsync(new Uri("/?id=" + _id, UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains(_id, page, StringComparison.Ordinal);
        Assert.Contains("Approve", page, StringComparison.Ordinal);
        foreach (var hidden in new[] { "Ellery", "nora.ellery91", "418 Example Avenue", "4111 1111", "<script" })
            Assert.DoesNotContain(hidden, page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("@example.com", page, StringComparison.Ordinal);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stylesheet_may_be_kept_for_ever()
    {
        var page = await _service.Http.GetStringAsync(new Uri("/", UriKind.Relative));
        var start = page.IndexOf("/assets/portal-", StringComparison.Ordinal);

        using var sheet = await _service.Http.GetAsync(new Uri(page[start..page.IndexOf('"', start)], UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, sheet.StatusCode);
        Assert.Contains("immutable", sheet.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/received.json")]
    public async Task A_name_that_only_leads_to_this_machine_sees_nothing(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "rebound.example";

        Assert.Equal(HttpStatusCode.NotFound, (await _service.SendAsync(request)).Status);
    }
}
