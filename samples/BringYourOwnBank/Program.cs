// The shop with a payment provider of your own behind its one door to money. The provider runs in this process too, so that the
// sample needs no account anywhere; with a real one, only the address and the key are others.
using BringYourOwnBank;
using Storefront.Web;

await using var provider = await PretendProvider.StartAsync("http://localhost:5093");
await using var shop = await ShopHost.StartAsync(["--EmbeddedServices:Bank=false", .. args], builder => builder.AddProvider(new Uri("http://localhost:5093")));
await shop.WaitForShutdownAsync();
