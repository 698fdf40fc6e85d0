using System.Text.Json.Nodes;

namespace Storefront.Tests.FraudServer.Events;

/// <summary>The triggers a tester of the shop relies on, over the wire, with the rules as shipped.</summary>
public sealed class DefaultRuleTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("jo@example.com", "12 Mill Lane", 120.00, "Approve")]
    [InlineData("jo+reject@example.com", "12 Mill Lane", 120.00, "Reject")]
    [InlineData("jo+review@example.com", "12 Mill Lane", 120.00, "Review")]
    [InlineData("jo@example.com", "1 Reject Road", 120.00, "Reject")]
    [InlineData("jo@example.com", "1 Review Road, flat 2", 120.00, "Review")]
    [InlineData("jo@example.com", "12 Mill Lane", 4999.99, "Review")]
    [InlineData("jo@example.com", "12 Mill Lane", 5000.00, "Reject")]
    [InlineData("jo@example.com", "12 Mill Lane", 2000.00, "Review")]
    [InlineData("jo@example.com", "12 Mill Lane", 1999.99, "Approve")]
    public async Task A_trigger_makes_its_outcome_happen(string email, string street, double total, string decision)
    {
        var purchase = JsonNode.Parse(Contract.Example("purchase-existing-user.request.json"))!;
        purchase["purchaseId"] = Guid.NewGuid().ToString();
        purchase["user"]!["email"] = email;
        purchase["shippingAddress"]!["street1"] = street;
        purchase["totalAmount"] = total;

        var reply = await fixture.Service.PostAsync(Service.Purchase, purchase.ToJsonString());

        Assert.Equal(decision, reply.Details["MerchantRuleDecision"]!.GetValue<string>());
        Assert.InRange(reply.Details["RiskScore"]!.GetValue<int>(), 0, 999);
    }

    [Theory]
    [InlineData("mateo+reject@example.com", "Reject", null)]
    [InlineData("mateo+CHALLENGE@example.com", "Challenge", "Email")]
    [InlineData("mateo+review@example.com", "Review", null)]
    [InlineData("mateo@example+reject.com", "Approve", null)]
    public async Task A_trigger_in_an_accounts_email_decides_sign_up_and_sign_in(string email, string decision, string? challenge)
    {
        var creation = JsonNode.Parse(Contract.Example("ap-account-create.request.json"))!;
        creation["email"]![0]!["emailValue"] = email;
        var login = JsonNode.Parse(Contract.Example("ap-account-login.request.json"))!;
        login["user"]!["username"] = email;

        foreach (var (path, body) in new[] { ("/v1.0/action/account/create", creation), ("/v1.0/action/account/login", login) })
        {
            var result = (await fixture.Service.PostAsync(path, body.ToJsonString())).Json["resultDetails"]![0]!;

            Assert.Equal(decision, result["decision"]!.GetValue<string>());
            Assert.Equal(challenge, result["challengeType"]?.GetValue<string>());
            Assert.Equal(decision == "Approve" ? "Default" : "Triggers for accounts", result["rule"]!.GetValue<string>());
        }
    }
}
