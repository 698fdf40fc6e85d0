using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Tokens;

/// <summary>The name the tokens are signed under, one for each tenant.</summary>
internal sealed class Issuer(FraudServerSettings settings)
{
    public string Of(string tenant) => settings.Issuer.Replace("{tenant}", tenant, StringComparison.Ordinal);

    /// <summary>Scheme, host and port of the issuer.</summary>
    public string Authority { get; } = new Uri(settings.Issuer.Replace("{tenant}", "t", StringComparison.Ordinal)).GetLeftPart(UriPartial.Authority);
}
