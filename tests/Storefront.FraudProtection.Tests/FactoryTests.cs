using Microsoft.Extensions.Options;
using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>Clients made while the program runs, for settings that change or are tried first.</summary>
public sealed class FactoryTests
{
    [Fact]
    public async Task A_client_made_later_has_its_own_settings_token_and_credential_and_the_same_way_to_the_network()
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(200, "")) });
        await client.Service.CheckConnectionAsync();

        var other = client.Get<FraudProtectionFactory>().Create(Elsewhere(), FraudProtectionCredential.FromSecret(_ => ValueTask.FromResult("another secret")));
        await other.CheckConnectionAsync();
        await client.Service.CheckConnectionAsync();

        Assert.Equal(2, client.Network.TokenRequests.Count);
        Assert.Contains("another+secret", client.Network.TokenRequests.Last().Body, StringComparison.Ordinal);
        Assert.Equal(["fraud.example.test", "elsewhere.example.test", "fraud.example.test"], client.Network.Calls.Select(call => call.Address.Host));
    }

    [Fact]
    public async Task Wrong_settings_are_told_in_the_words_of_a_refused_start_and_make_no_client()
    {
        await using var client = new Client();
        var factory = client.Get<FraudProtectionFactory>();
        var wrong = Elsewhere();
        wrong.Endpoint = new Uri("http://elsewhere.example.test");

        var problems = factory.Problems(wrong);

        Assert.Equal(2, problems.Count);
        Assert.StartsWith("FraudProtection:Endpoint is wrong", problems[0], StringComparison.Ordinal);
        Assert.StartsWith("FraudProtection: no credential is set", problems[1], StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(() => factory.Create(wrong));
        Assert.Empty(factory.Problems(Elsewhere(), FraudProtectionCredential.FromSecret(_ => ValueTask.FromResult("s"))));
    }

    [Fact]
    public async Task A_check_says_whether_the_token_or_the_service_failed()
    {
        await using var refused = new Client(new Network { Tokens = (_, _, _) => Task.FromResult(Network.Json(401, """{"error":"invalid_client"}""")) });
        await using var absent = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(404, "")) });

        Assert.True((await Assert.ThrowsAsync<FraudProtectionException>(() => refused.Service.CheckConnectionAsync())).IsTokenFailure);
        Assert.False((await Assert.ThrowsAsync<FraudProtectionException>(() => absent.Service.CheckConnectionAsync())).IsTokenFailure);
    }

    private static FraudProtectionOptions Elsewhere() => new()
    {
        Enabled = true,
        Endpoint = new Uri("https://elsewhere.example.test"),
        Authority = new Uri("https://login.example.test/22222222-2222-2222-2222-222222222222"),
        Resource = "https://api.example.test",
        ClientId = Guid.NewGuid().ToString(),
        EnvironmentId = "44444444-4444-4444-4444-444444444444",
    };
}
