using Microsoft.Identity.Client;

namespace Storefront.FraudProtection.Http;

/// <summary>Gives MSAL our way to the network, so that trust, proxies and tests reach it too.</summary>
internal sealed class MsalHttpClientFactory(IHttpClientFactory clients) : IMsalHttpClientFactory
{
    public const string Client = "Storefront.FraudProtection.Tokens";

    public HttpClient GetHttpClient() => clients.CreateClient(Client);
}
