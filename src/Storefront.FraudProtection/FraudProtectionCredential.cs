using System.Security.Cryptography.X509Certificates;
using Storefront.FraudProtection.Tokens;

namespace Storefront.FraudProtection;

/// <summary>A secret or certificate kept outside the settings, for a client made by <see cref="FraudProtectionFactory"/>.</summary>
/// <remarks>It is asked before each token request and may answer differently each time.</remarks>
public sealed class FraudProtectionCredential
{
    private FraudProtectionCredential(CredentialSource source) => Source = source;

    internal CredentialSource Source { get; }

    /// <summary>A client secret.</summary>
    /// <param name="secret">Yields the secret.</param>
    public static FraudProtectionCredential FromSecret(Func<CancellationToken, ValueTask<string>> secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return new(async cancellationToken => ClientCredential.Of(await secret(cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>A client certificate with its private key.</summary>
    /// <param name="certificate">Yields the certificate. It stays the caller's to dispose of.</param>
    public static FraudProtectionCredential FromCertificate(Func<CancellationToken, ValueTask<X509Certificate2>> certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new(async cancellationToken => ClientCredential.Of(await certificate(cancellationToken).ConfigureAwait(false)));
    }
}
