using Microsoft.Identity.Client;

namespace Storefront.FraudProtection.Tokens;

/// <summary>Asks the authority through MSAL. One application object for each credential; a new credential gets a new one.</summary>
internal sealed class TokenAuthority(FraudProtectionOptions options, IMsalHttpClientFactory network)
{
    // Microsoft's hosts know each other. For any other host MSAL would first ask Microsoft about it: a wasted call at best.
    private static readonly string[] MicrosoftHosts =
        ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net", "login.microsoftonline.us", "login.partner.microsoftonline.cn", "login.chinacloudapi.cn"];

    private (ClientCredential Credential, IConfidentialClientApplication Application)? known;

    /// <summary>Not for several callers at a time.</summary>
    public Task<AuthenticationResult> AskAsync(ClientCredential credential, CancellationToken cancellationToken)
    {
        if (known is not { } last || !last.Credential.IsSameAs(credential))
            known = last = (credential, Application(credential));

        return last.Application
            .AcquireTokenForClient([options.Resource!.TrimEnd('/') + "/.default"])
            .WithForceRefresh(true)                            // we ask only when a new token is wanted; MSAL's cache may hold a refused one
            .ExecuteAsync(cancellationToken);
    }

    private IConfidentialClientApplication Application(ClientCredential credential)
    {
        var isMicrosoft = MicrosoftHosts.Contains(options.Authority!.Host, StringComparer.OrdinalIgnoreCase);
        var builder = ConfidentialClientApplicationBuilder.Create(options.ClientId)
            .WithAuthority(options.Authority, isMicrosoft)
            .WithInstanceDiscovery(isMicrosoft)
            .WithHttpClientFactory(network, retryOnceOn5xx: false);   // repeating is the pipeline's business

        return (credential.Certificate is { } certificate ? builder.WithCertificate(certificate) : builder.WithClientSecret(credential.Secret)).Build();
    }
}
