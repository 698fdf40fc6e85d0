using System.Net;

namespace Storefront.Web.Tests.Hosting;

/// <summary>Three programs in one process are still three programs: nothing of one answers at the address of another.</summary>
public sealed class NeighbourTests
{
    [Fact]
    public async Task Every_address_of_one_is_unknown_to_the_others()
    {
        await using var world = await World.StartAsync();
        using var http = new HttpClient();
        var shop = new[] { "cart", "checkout", "p/ridgeway-2", "privacy", "mailbox", "site.css" };
        var service = new[] { "received.json", "api/v1/health", "11111111-1111-1111-1111-111111111111/v2.0/.well-known/openid-configuration" };
        var bank = new[] { "ledger.json", "card/00000000000000000000000000000000" };

        await ExpectUnknownAsync(world.ShopAddress, service.Concat(bank));
        await ExpectUnknownAsync(world.ServiceAddress, shop.Concat(bank));
        await ExpectUnknownAsync(world.BankAddress, shop.Concat(service));

        async Task ExpectUnknownAsync(Uri host, IEnumerable<string> paths)
        {
            foreach (var path in paths)
            {
                using var answer = await http.GetAsync(new Uri(host, path));
                Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{host}{path} answered {(int)answer.StatusCode}.");
            }
        }
    }

    [Fact]
    public async Task The_service_and_the_bank_say_no_Server_and_send_the_protecting_headers()
    {
        await using var world = await World.StartAsync();
        using var http = new HttpClient();
        foreach (var host in new[] { world.ShopAddress, world.ServiceAddress, world.BankAddress })
        {
            using var answer = await http.GetAsync(host);
            Assert.False(answer.Headers.Contains("Server"), $"{host} names its server.");
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }
}
