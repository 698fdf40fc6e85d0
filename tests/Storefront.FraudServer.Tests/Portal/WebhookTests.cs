using System.Net;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Webhooks;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>The shop hears what was decided, signed, once it can hear.</summary>
public sealed class WebhookTests
{
    private const string Secret = "a-secret-that-only-this-test-knows-0123";

    [Fact]
    public async Task The_shop_is_told_of_a_decision_signed_and_once()
    {
        using var shop = new ListeningShop();
        var (service, time) = await StartAsync(shop);
        await using var _ = service;
        using var visitor = new Visitor(service);
        var sequence = await BuyAsync(service, "p-1");
        time.Now += TimeSpan.FromMinutes(6);

        await DecideAsync(visitor, sequence);
        var heard = await shop.HearAsync(1);

        var told = JsonNode.Parse(heard[0].Body)!;
        Assert.Equal(
            ("FraudProtection.CaseManagement.Events", $"case-{sequence}", "Purchase", "p-1", "Reject", "Known fraud pattern", "review", true),
            ((string?)told["name"], (string?)told["id"], (string?)told["eventType"], (string?)told["eventId"], (string?)told["decision"], (string?)told["reason"], (string?)told["means"], (bool)told["isFraud"]!));
        Assert.Equal(WebhookSignature.Of(Secret, time.Now, heard[0].Body), heard[0].Signature);
        await EventuallyAsync(visitor, "delivered", $"/portal/cases/{sequence}\"");
        Assert.Single(shop.Heard);
    }

    [Fact]
    public async Task What_the_shop_does_not_take_is_tried_again_later_then_parked_and_sent_again_on_demand()
    {
        using var shop = new ListeningShop { Status = HttpStatusCode.ServiceUnavailable };
        var (service, time) = await StartAsync(shop, ("Attempts", "2"));
        await using var _ = service;
        using var visitor = new Visitor(service);
        var sequence = await BuyAsync(service, "p-1");
        time.Now += TimeSpan.FromMinutes(6);
        await DecideAsync(visitor, sequence);

        await shop.HearAsync(1);
        await EventuallyAsync(visitor, "waiting", "The shop answered 503.");
        time.Now += TimeSpan.FromSeconds(11);
        var heard = await shop.HearAsync(2);
        Assert.Equal(heard[0].Body, heard[1].Body);
        Assert.NotEqual(heard[0].Signature, heard[1].Signature);
        await EventuallyAsync(visitor, "parked", "The shop answered 503.");
        for (var waited = 0; waited < 300 && !IsLogged(service); waited++)
            await Task.Delay(100);
        Assert.True(IsLogged(service));

        shop.Status = HttpStatusCode.NoContent;
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.SendAsync("/portal/cases/deliveries?state=parked", "/portal/cases/deliveries/1/resend")).Status);
        await shop.HearAsync(3);
        await EventuallyAsync(visitor, "delivered", $"/portal/cases/{sequence}\"");
        Assert.Contains("webhook.resend", await visitor.SeeAsync("/portal/activity"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_decided_before_a_stop_is_told_after_the_next_start_by_one_of_two_services()
    {
        using var shop = new ListeningShop { Status = HttpStatusCode.InternalServerError };
        var directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
        var time = new FakeTime(DateTimeOffset.UtcNow);
        try
        {
            await using (var first = await Service.StartAsync(Settings(shop), directory: directory, time: time))
            {
                using var visitor = new Visitor(first);
                foreach (var id in new[] { "p-1", "p-2", "p-3" })
                    await BuyAsync(first, id);
                time.Now += TimeSpan.FromMinutes(6);
                foreach (var known in first.Get<CaseLog>().Of(first.Get<CaseQueues>().Of("General"), time.Now, 0, 10))
                    await DecideAsync(visitor, known.Sequence);
                await shop.HearAsync(1);
            }

            shop.Forget();
            shop.Status = HttpStatusCode.OK;
            time.Now += TimeSpan.FromHours(1);
            await using var second = await Service.StartAsync(Settings(shop), directory: directory, time: time);
            await using var third = await Service.StartAsync(Settings(shop), directory: directory, time: time);
            await shop.HearAsync(3);
            using var later = new Visitor(second);
            await EventuallyAsync(later, "waiting", "Nothing is waiting.");

            Assert.Equal(3, shop.Heard.Count);
            Assert.Equal(3, shop.Heard.Select(heard => (string?)JsonNode.Parse(heard.Body)!["id"]).Distinct().Count());
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task A_time_out_is_told_and_what_the_shop_decided_itself_is_not()
    {
        using var shop = new ListeningShop();
        var (service, time) = await StartAsync(shop);
        await using var _ = service;
        await BuyAsync(service, "by-time");
        await BuyAsync(service, "by-shop");
        await service.PostAsync("/v1.0/MerchantServices/events/PurchaseStatus", """{"purchaseId":"by-shop","statusType":"Approved","statusDate":"2026-03-15T08:00:00Z","_metadata":{}}""");
        time.Now += TimeSpan.FromHours(3);

        await service.Get<CaseTimeOuts>().RunAsync();
        var told = JsonNode.Parse(Assert.Single(await shop.HearAsync(1)).Body)!;

        Assert.Equal(("by-time", "Reject", "time-out", "the service"), ((string?)told["eventId"], (string?)told["decision"], (string?)told["means"], (string?)told["agent"]));
    }

    [Fact]
    public async Task Only_an_administrator_sends_again()
    {
        using var shop = new ListeningShop();
        var (service, _) = await StartAsync(shop);
        await using var _1 = service;
        using var reviewer = await service.VisitorAsync(Roles.Reviewer);

        await reviewer.SeeAsync("/portal/cases/deliveries");
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await reviewer.TokenAsync("/portal/cases"))]);
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.PostAsync("/portal/cases/deliveries/1/resend", form)).Status);
    }

    [Theory]
    [InlineData("http://shop.example.com/hooks", Secret, "FraudServer:Webhook:Url is")]
    [InlineData("https://shop.example.com/hooks", "short", "FraudServer:Webhook:Secret is missing or shorter")]
    [InlineData(null, Secret, "FraudServer:Webhook:Url is missing")]
    public async Task A_webhook_that_cannot_work_stops_the_start(string? url, string secret, string told)
    {
        var refused = await Assert.ThrowsAsync<Storefront.FraudServer.Settings.StartException>(() => Service.StartAsync(new()
        {
            ["FraudServer:Webhook:Url"] = url,
            ["FraudServer:Webhook:Secret"] = secret,
        }));

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_signature_in_the_document_is_the_one_we_make()
    {
        var document = File.ReadAllText(Path.Combine(Contract.Folder, "..", "self-hosting.md"));
        string Of(string name) => document.Split($"\n{name}=")[1].Split('\n')[0].Trim('\'');

        Assert.Equal(Of("HEADER"), WebhookSignature.Of(Of("SECRET"), DateTimeOffset.FromUnixTimeSeconds(1773566400), Of("BODY")));
    }

    private static bool IsLogged(Service service) => service.Log.Lines.Any(line => line.Contains("was parked: The shop answered 503.", StringComparison.Ordinal));

    private static Dictionary<string, string?> Settings(ListeningShop shop, params (string Name, string Value)[] more) => more.Select(m => ($"Webhook:{m.Name}", m.Value))
        .Concat([("Webhook:Url", shop.Address), ("Webhook:Secret", Secret), ("Cases:Queues:0:Name", "General"), ("Cases:Queues:0:TimeOutHours", "2"), ("Cases:Queues:0:DefaultAction", "Reject")])
        .ToDictionary(s => $"FraudServer:{s.Item1}", s => (string?)s.Item2);

    private static async Task<(Service Service, FakeTime Time)> StartAsync(ListeningShop shop, params (string Name, string Value)[] more)
    {
        var time = new FakeTime(DateTimeOffset.UtcNow);
        return (await Service.StartAsync(Settings(shop, more), time: time), time);
    }

    private static async Task<long> BuyAsync(Service service, string id)
    {
        var reply = await service.PostAsync(Service.Purchase, Service.APurchase(id, ""","totalAmount":2500,"currency":"USD" """));
        Assert.Equal("Review", (string?)reply.Details["MerchantRuleDecision"]);
        return (await service.ReceivedAsync())[^1]!["sequence"]!.GetValue<long>();
    }

    private static async Task DecideAsync(Visitor visitor, long sequence)
    {
        var page = $"/portal/cases/{sequence}";
        await visitor.SendAsync(page, $"{page}/start");
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.SendAsync(page, $"{page}/decide", ("decision", "Reject"), ("reason", "Known fraud pattern"), ("note", ""), ("label", "fraud"))).Status);
    }

    private static async Task EventuallyAsync(Visitor visitor, string state, string text)
    {
        var page = "";
        for (var waited = 0; waited < 300; waited++)
        {
            page = await visitor.SeeAsync($"/portal/cases/deliveries?state={state}");
            if (page.Contains(text, StringComparison.Ordinal))
                return;
            await Task.Delay(100);
        }

        Assert.Fail($"'{text}' never came:\n{page}");
    }
}
