using System.Net;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Tokens;

namespace Storefront.Tests.FraudServer.Tokens;

public sealed class SecretChangeTests
{
    private const string Client = "FraudServer:Credentials:0:";

    [Fact]
    public async Task While_a_secret_changes_the_old_and_the_new_one_get_tokens_and_no_other_does()
    {
        await using var service = await Service.StartAsync(Settings(("SecretHash", SecretHash.Of("new")), ("PreviousSecretHash", SecretHash.Of("old"))));

        foreach (var (secret, status) in new[] { ("old", HttpStatusCode.OK), ("new", HttpStatusCode.OK), ("old", HttpStatusCode.OK), ("older", HttpStatusCode.Unauthorized) })
            Assert.Equal(status, await AskAsync(service, secret));
    }

    [Fact]
    public async Task Once_it_is_taken_out_the_old_secret_gets_no_token()
    {
        await using var service = await Service.StartAsync(Settings(("SecretHash", SecretHash.Of("new"))));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(service, "old"));
    }

    [Fact]
    public async Task An_old_secret_without_a_new_one_stops_the_start()
    {
        var refusal = await Assert.ThrowsAsync<StartException>(() => Service.StartAsync(Settings(("PreviousSecretHash", SecretHash.Of("old")))));

        Assert.Contains("PreviousSecretHash stands beside no new secret", refusal.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Settings(params (string Name, string Value)[] secrets)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [Client + "Tenant"] = Service.Tenant,
            [Client + "ClientId"] = "a-shop",
            [Client + "Resource"] = Service.Resource,
            [Client + "Environments:0"] = Service.EnvironmentId,
        };
        foreach (var (name, value) in secrets)
            settings[Client + name] = value;
        return settings;
    }

    private static async Task<HttpStatusCode> AskAsync(Service service, string secret)
    {
        using var answer = await service.Http.PostAsync(
            new Uri($"/{Service.Tenant}/oauth2/v2.0/token", UriKind.Relative), new FormUrlEncodedContent(Service.TokenForm("a-shop", secret)));
        return answer.StatusCode;
    }
}
