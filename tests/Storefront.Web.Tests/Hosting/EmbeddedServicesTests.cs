using System.Net;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Storefront.Web;
using Storefront.Web.Hosting;

namespace Storefront.Tests.Web.Hosting;

public sealed class EmbeddedServicesTests
{
    [Fact]
    public async Task What_one_program_answers_the_others_do_not_know()
    {
        await using var shop = await BareShop.StartAsync(
        [
            "--EmbeddedServices:Bank=true", "--Bank:Urls=http://127.0.0.1:0",
            "--EmbeddedServices:FraudServer=true", "--FraudServer:Urls=http://127.0.0.1:0;https://127.0.0.1:0",
        ]);
        var bank = new Uri(shop.Running.Neighbours.BankUrls.Single());
        var service = new Uri(shop.Running.Neighbours.FraudServerUrls.First(url => url.StartsWith("http:", StringComparison.Ordinal)));
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new Uri(bank, "/ledger.json")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(shop.Client.BaseAddress!, "/ledger.json")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new Uri(shop.Client.BaseAddress!, "/health/live")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(bank, "/health/live")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(bank, "/mailbox")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new Uri(service, "/received.json")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new Uri(service, "/api/v1/health")));
        foreach (var address in new[] { "/received.json", "/api/v1/health" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(shop.Client.BaseAddress!, address)));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(bank, address)));
        }

        foreach (var address in new[] { "/ledger.json", "/health/live", "/mailbox" })
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(service, address)));
        Assert.True(Directory.Exists(Path.Combine(shop.Directory, "bank")));
        Assert.True(File.Exists(Path.Combine(shop.Directory, "fraud-server", "certificate.pem")));

        async Task<HttpStatusCode> StatusAsync(Uri address)
        {
            using var answer = await client.GetAsync(address);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_neighbour_that_cannot_start_stops_the_shop_with_its_own_line()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => BareShop.StartAsync(["--EmbeddedServices:Bank=true", "--Bank:Urls=nonsense"]));

        Assert.Contains("Bank", refused.Message, StringComparison.Ordinal);
        Assert.Single(refused.Message.Split('\n'));
    }

    [Fact]
    public void The_shop_uses_nothing_of_its_neighbours_but_the_call_that_starts_them_and_their_way_to_print_a_body()
    {
        using var file = File.OpenRead(typeof(ShopHost).Assembly.Location);
        using var program = new PEReader(file);
        var metadata = program.GetMetadataReader();

        var used = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference)
            .Select(type => (Assembly: metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name), Type: metadata.GetString(type.Name)))
            .Where(type => type.Assembly is "Storefront.Bank" or "Storefront.FraudServer")
            .Select(type => type.Type);

        Assert.Subset(new HashSet<string>(StringComparer.Ordinal) { "BankHost", "FraudServerHost", "Redaction" }, new HashSet<string>(used, StringComparer.Ordinal));
    }
}
