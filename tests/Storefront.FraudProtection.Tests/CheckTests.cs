using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>Trying the settings without sending an event.</summary>
public sealed class CheckTests
{
    [Fact]
    public async Task A_check_gets_a_token_and_asks_for_health()
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(200, "")) });

        await client.Service.CheckConnectionAsync();

        Assert.Single(client.Network.TokenRequests);
        var ping = Assert.Single(client.Network.Calls);
        Assert.Equal("https://fraud.example.test/api/v1/health", ping.Address.AbsoluteUri);
        Assert.False(ping.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task A_check_says_what_is_wrong()
    {
        await using var absent = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(404, "")) });
        await using var unreachable = new Client(new Network { Service = (_, _, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused") });
        await using var refused = new Client(new Network { Tokens = (_, _, _) => Task.FromResult(Network.Json(401, """{"error":"invalid_client"}""")) });
        await using var off = new Client(settings: [("Enabled", "false")]);

        Assert.Equal(404, (await Assert.ThrowsAsync<FraudProtectionException>(() => absent.Service.CheckConnectionAsync())).StatusCode);
        Assert.Contains("could not be reached", (await Assert.ThrowsAsync<FraudProtectionException>(() => unreachable.Service.CheckConnectionAsync())).Message, StringComparison.Ordinal);
        Assert.Equal("invalid_client", (await Assert.ThrowsAsync<FraudProtectionException>(() => refused.Service.CheckConnectionAsync())).Reason);
        await Assert.ThrowsAsync<InvalidOperationException>(() => off.Service.CheckConnectionAsync());
        Assert.Empty(refused.Network.Calls);
    }

    [Fact]
    public async Task A_check_takes_no_longer_than_a_call()
    {
        var time = new FakeTime();
        var waiting = new TaskCompletionSource();
        await using var client = new Client(new Network
        {
            Service = async (_, _, cancellation) =>
            {
                waiting.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
                return Network.Json(200, "");
            },
        }, time: time);

        var check = client.Service.CheckConnectionAsync();
        await waiting.Task;
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("did not answer within 00:00:02", (await Assert.ThrowsAsync<FraudProtectionException>(() => check)).Message, StringComparison.Ordinal);
    }
}
