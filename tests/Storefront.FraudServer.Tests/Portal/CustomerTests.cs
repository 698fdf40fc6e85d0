using System.Net;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Portal.People;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>What is known of a customer, on one page.</summary>
public class CustomerTests : IAsyncLifetime
{
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 3, 15, 11, 0, 0, TimeSpan.Zero));
    private Service _service = null!;
    private Visitor _analyst = null!;

    public async Task InitializeAsync()
    {
        _service = await Service.StartAsync(time: _time);
        _analyst = await _service.VisitorAsync(Roles.Analyst);
    }

    public async Task DisposeAsync()
    {
        _analyst.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Money_decisions_and_what_became_of_purchases_are_added_up_for_a_day_a_month_and_all()
    {
        await BuyAsync("old", 40);
        _time.Now += TimeSpan.FromDays(10);
        _service.ForgetToken();
        await BuyAsync("new", 10.5m);
        await BuyAsync("dear", 5000); // rejected
        await _service.PostAsync("/v1.0/MerchantServices/events/Refund", """{"refundId":"r","purchaseId":"old","status":"Approved","amount":15,"currency":"USD","_metadata":{"trackingId":"t1","merchantTimeStamp":"2026-03-24T10:00:00Z"} }""");
        await _service.PostAsync("/v1.0/MerchantServices/events/Chargeback", """{"chargebackId":"c","purchaseId":"new","status":"Received","amount":10.5,"currency":"USD","_metadata":{"trackingId":"t2","merchantTimeStamp":"2026-03-24T10:00:00Z"} }""");

        using var viewer = await _service.VisitorAsync(Roles.Viewer); // the session of the first day is over
        var page = await viewer.SeeAsync("/portal/customers?id=Nora%2Bshop@Example.com");

        Assert.Equal(["2", "3", "3"], Line(page, "Purchases judged"));
        Assert.Equal(["1", "1", "1"], Line(page, "Rejected"));
        Assert.Equal(["10.50 USD", "50.50 USD", "50.50 USD"], Line(page, "Approved, in money"));
        Assert.Equal(["–", "15.00 USD", "15.00 USD"], Line(page, "Refunded"));
        Assert.Equal(["10.50 USD", "10.50 USD", "10.50 USD"], Line(page, "Chargebacks, in money"));
        Assert.DoesNotContain(">nora+shop@example.com", page, StringComparison.Ordinal); // shortened wherever it is read
    }

    [Theory]
    [InlineData("u-1")]
    [InlineData("nora+shop@example.com")]
    [InlineData("198.51.100.7")]
    [InlineData("card-1")]
    [InlineData("laptop-1")]
    [InlineData("first")]
    public async Task Somebody_is_found_by_user_email_address_card_device_or_purchase(string id)
    {
        await BuyAsync("first", 10);

        var page = await _analyst.SeeAsync("/portal/customers?id=" + Uri.EscapeDataString(id));

        Assert.Equal(["1", "1", "1"], Line(page, "Purchases judged"));
        foreach (var what in new[] { "E-mail", "User", "IP address", "Payment instrument", "Device" })
            Assert.Contains($"<th scope=\"row\">{what}</th>", page, StringComparison.Ordinal);
        Assert.Contains("No event names this", await _analyst.SeeAsync("/portal/customers?id=somebody-else"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_put_on_a_list_here_comes_off_it_again()
    {
        await BuyAsync("first", 10);
        const string page = "/portal/customers?id=u-1";
        (string, string)[] block = [("subject", "Email Support List|nora+shop@example.com"), ("status", "Block"), ("reason", "three chargebacks")];

        var forEver = await _analyst.SendAsync(page, "/portal/customers/list", block);
        var over = await _analyst.SendAsync(page, "/portal/customers/list", [.. block, ("expires", "2026-03-15T10:00")]);
        var (status, location, _) = await _analyst.SendAsync(page, "/portal/customers/list", [.. block, ("expires", "2026-04-15T10:00")]);

        Assert.Equal((HttpStatusCode.BadRequest, true), (forEver.Status, forEver.Page.Contains("Say until when", StringComparison.Ordinal)));
        Assert.Equal((HttpStatusCode.BadRequest, true), (over.Status, over.Page.Contains("This is over already", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        var shown = await _analyst.SeeAsync(location!);
        Assert.Contains("Block: three chargebacks until 2026-04-15", shown, StringComparison.Ordinal);
        Assert.Contains("What was done on the lists", shown, StringComparison.Ordinal);
        using var viewer = await _service.VisitorAsync(Roles.Viewer);
        Assert.DoesNotContain("Put on a list", await viewer.SeeAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_erased_is_found_no_more()
    {
        await BuyAsync("first", 10);
        await _service.Get<Storefront.FraudServer.Storage.Writer>().RunAsync(session =>
        {
            Storefront.FraudServer.Storage.EventRemoval.Remove(session, 1);
            return 0;
        });

        Assert.Contains("No event names this", await _analyst.SeeAsync("/portal/customers?id=198.51.100.7"), StringComparison.Ordinal);
    }

    private async Task BuyAsync(string id, decimal total) => Assert.Equal(HttpStatusCode.OK, (await _service.PostAsync(Service.Purchase, Service.APurchase(id, "," + new JsonObject
    {
        ["totalAmount"] = total,
        ["currency"] = "USD",
        ["user"] = new JsonObject { ["userId"] = "u-1", ["email"] = "Nora+shop@example.com" },
        ["deviceContext"] = new JsonObject { ["deviceContextId"] = "session-1", ["ipAddress"] = "198.51.100.7", ["externalDeviceId"] = "laptop-1" },
        ["paymentInstrumentList"] = new JsonArray(new JsonObject { ["merchantPaymentInstrumentId"] = "card-1", ["type"] = "CreditCard" }),
    }.ToJsonString()[1..^1]))).Status);

    private static string[] Line(string page, string name) =>
        [.. page.Split($"<th scope=\"row\">{name}</th>")[1].Split("</tr>")[0].Split("<td class=\"number\">").Skip(1).Select(cell => cell.Split('<')[0])];
}
