using System.Net;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Objects;

namespace Storefront.Tests.FraudServer.Objects;

/// <summary>Contract, responses 8: whatever comes, in whatever order, adds up.</summary>
public class UpsertTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string Events = "/v1.0/MerchantServices/events/";
    private readonly Service _service = fixture.Service;
    private readonly string _id = Guid.NewGuid().ToString();

    private Standing Standing => _service.Get<Standing>();

    [Fact]
    public async Task Members_an_update_leaves_out_keep_their_value()
    {
        await _service.PostAsync(Events + "UpdateAccount", Contract.Example("update-account-profile.request.json"));
        await _service.PostAsync(Events + "UpdateAccount", Contract.Example("update-account-credit-card.request.json"));

        var user = Standing.Find(Service.EnvironmentId, ObjectKind.User, "cust-10482")!.State;

        Assert.Equal("nora.ellery91@example.com", user["email"]!.GetValue<string>());
        Assert.Equal("2026-03-13T18:25:02.0000000-07:00", user["updateDate"]!.GetValue<string>());
        Assert.Equal(2, user["addressList"]!.AsArray().Count);
        Assert.Equal("411111", Assert.Single(user["paymentInstrumentList"]!.AsArray())!["bin"]!.GetValue<string>());
    }

    [Fact]
    public async Task Lists_merge_by_the_name_of_their_entries_and_a_null_changes_nothing()
    {
        await PostAsync("UpdateAccount", $$"""
            "userId":"{{_id}}","email":"a@example.com",
            "addressList":[{"type":"Billing","city":"Ghent","street1":"Old"},{"city":"Nowhere"}],
            "paymentInstrumentList":[{"merchantPaymentInstrumentId":"pi-1","type":"CreditCard","bin":"411111"},{"merchantPaymentInstrumentId":"pi-2","type":"PayPal"}]
            """);
        await PostAsync("UpdateAccount", $$"""
            "userId":"{{_id}}","email":null,
            "addressList":[{"type":"billing","street1":"New"},{"type":"Shipping","city":"Bruges"},{"city":"Somewhere"}],
            "paymentInstrumentList":[{"merchantPaymentInstrumentId":"pi-1","type":"CreditCard","state":"Expired"}]
            """);

        var user = Standing.Find(Service.EnvironmentId, ObjectKind.User, _id)!.State;

        Assert.Equal("a@example.com", user["email"]!.GetValue<string>());
        Assert.Equal(
            """[{"city":"Ghent","street1":"New","type":"billing"},{"city":"Somewhere"},{"city":"Bruges","type":"Shipping"}]""",
            Sorted(user["addressList"]!.AsArray()));
        Assert.Equal(
            """[{"bin":"411111","merchantPaymentInstrumentId":"pi-1","state":"Expired","type":"CreditCard"},{"merchantPaymentInstrumentId":"pi-2","type":"PayPal"}]""",
            Sorted(user["paymentInstrumentList"]!.AsArray()));
    }

    [Fact]
    public async Task The_user_of_a_purchase_is_known_afterwards_with_his_card_but_not_its_amount()
    {
        await PostAsync("Purchase", $$"""
            "purchaseId":"{{_id}}","merchantLocalDate":"2026-03-15T08:00:00Z","user":{"userId":"{{_id}}","firstName":"Nora"},
            "paymentInstrumentList":[{"merchantPaymentInstrumentId":"pi-1","type":"CreditCard","purchaseAmount":5}]
            """);

        var user = Standing.Find(Service.EnvironmentId, ObjectKind.User, _id)!.State;

        Assert.Equal("Nora", user["firstName"]!.GetValue<string>());
        Assert.Null(user["paymentInstrumentList"]![0]!["purchaseAmount"]);
    }

    [Fact]
    public async Task Events_are_taken_before_their_purchase_and_linked_when_it_comes()
    {
        await PostAsync("PurchaseStatus", $$"""
            "purchaseId":"{{_id}}","statusType":"Approved","statusDate":"2026-03-15T10:00:00Z"
            """);
        await PostAsync("BankEvent", $$"""
            "bankEventId":"b-{{_id}}","type":"Auth","purchaseId":"{{_id}}","status":"Approved","bankEventTimestamp":"2026-03-15T09:00:00Z"
            """);
        await _service.PostAsync(Service.Purchase, Service.APurchase(_id));

        Assert.Equal("PurchaseStatus BankEvent Purchase",
            string.Join(' ', (await _service.ReceivedAsync("?id=" + _id)).Select(e => e!["event"]!.GetValue<string>())));
        Assert.Equal("Approved", Standing.StatusOf(Service.EnvironmentId, _id)!.Outcome);
    }

    [Fact]
    public async Task The_status_with_the_greatest_date_is_in_force_and_of_equals_the_last_received()
    {
        foreach (var (type, date) in new[] { ("Pending", "2026-03-15T10:00:00Z"), ("Approved", "2026-03-15T12:00:00+01:00"), ("Rejected", "2026-03-15T09:00:00Z"), ("Canceled", "2026-03-15T11:00:00Z") })
            await PostAsync("PurchaseStatus", $$"""
                "purchaseId":"{{_id}}","statusType":"{{type}}","statusDate":"{{date}}"
                """);

        Assert.Equal("Canceled", Standing.StatusOf(Service.EnvironmentId, _id)!.Outcome);
    }

    [Fact]
    public async Task The_bank_result_in_force_is_the_latest_of_its_type_and_an_update_keeps_what_it_leaves_out()
    {
        await PostAsync("BankEvent", Bank("a", "Auth", ""","status":"Unknown","bankEventTimestamp":"2026-03-15T09:00:00Z","mid":"M" """));
        await PostAsync("BankEvent", Bank("a", "Auth", ""","status":"Approved","bankEventTimestamp":"2026-03-15T10:00:00Z" """));
        await PostAsync("BankEvent", Bank("late", "Auth", ""","status":"Declined","bankEventTimestamp":"2026-03-15T08:00:00Z" """));
        await PostAsync("BankEvent", Bank("c", "Charge", ""","status":"Declined","bankEventTimestamp":"2026-03-15T07:00:00Z" """));

        var results = Standing.BankResultsOf(Service.EnvironmentId, _id);

        Assert.Equal("Auth Approved, Charge Declined", string.Join(", ", results.Select(r => $"{ObjectKind.Text(r.State, "type")} {r.Outcome}")));
        Assert.Equal("M", ObjectKind.Text(results[0].State, "mid"));
    }

    [Fact]
    public async Task A_dispute_leaves_the_chargebacks_outcome_in_force_until_the_next_word()
    {
        var seen = new List<string?>();
        foreach (var status in new[] { "Inquiry", "Accepted", "Disputed", "Reversed" })
        {
            await PostAsync("Chargeback", $$"""
                "chargebackId":"{{_id}}","purchaseId":"p-{{_id}}","status":"{{status}}","amount":"12.5"
                """);
            seen.Add(Standing.ChargebacksOf(Service.EnvironmentId, "p-" + _id).Single().Outcome);
        }

        Assert.Equal("Inquiry Accepted Accepted Reversed", string.Join(' ', seen));
    }

    [Fact]
    public async Task A_refund_that_names_another_purchase_moves_there()
    {
        await PostAsync("Refund", $$"""
            "refundId":"{{_id}}","purchaseId":"first-{{_id}}","status":"Unknown","amount":29.30
            """);
        await PostAsync("Refund", $$"""
            "refundId":"{{_id}}","purchaseId":"second-{{_id}}","status":"Approved"
            """);

        Assert.Empty(Standing.RefundsOf(Service.EnvironmentId, "first-" + _id));
        Assert.Equal(29.30m, Standing.RefundsOf(Service.EnvironmentId, "second-" + _id).Single().State["amount"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task The_latest_label_is_in_force_and_one_delivered_twice_is_one()
    {
        foreach (var (state, time, tracking) in new[] { ("Fraud", "2026-03-15T10:00:00Z", "1"), ("FalsePositive", "2026-03-16T10:00:00Z", "2"), ("Fraud", "2026-03-15T10:00:00Z", "1"), ("Abuse", "2026-03-14T10:00:00Z", "3") })
            Assert.Equal(HttpStatusCode.OK, (await _service.PostAsync(Events + "Label", $$"""
                {"labelObjectType":"ACCOUNT","labelObjectId":"{{_id}}","labelState":"{{state}}","eventTimeStamp":"{{time}}","_metadata":{"trackingId":"{{tracking}}-{{_id}}"} }
                """)).Status);

        Assert.Equal("FalsePositive", Standing.LabelOf(Service.EnvironmentId, "Account", _id)!.Outcome);
    }

    private string Bank(string name, string type, string more) => $$"""
        "bankEventId":"{{name}}-{{_id}}","type":"{{type}}","purchaseId":"{{_id}}"{{more}}
        """;

    private async Task PostAsync(string name, string members)
    {
        var reply = await _service.PostAsync(Events + name, "{" + members + ""","_metadata":{}}""");
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
    }

    private static string Sorted(JsonArray list) => new JsonArray([.. list.Select(entry =>
        new JsonObject(entry!.AsObject().OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))))]).ToJsonString();
}
