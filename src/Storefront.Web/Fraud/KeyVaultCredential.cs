using System.Security.Cryptography.X509Certificates;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Storefront.FraudProtection;

namespace Storefront.Web.Fraud;

/// <summary>
/// The way to a vault. Whoever has another identity there than the one of the surroundings, or another way through the network,
/// registers a door of their own before.
/// </summary>
internal delegate SecretClient VaultDoor(Uri vault);

/// <summary>Where in a vault the secret or certificate is. A certificate's private key is read through the secret of the same name.</summary>
/// <param name="Vault">The vault's address.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Version">One version of it; the newest if absent.</param>
/// <param name="IsCertificate">A certificate with its key, or a secret.</param>
internal sealed record VaultItem(Uri Vault, string Name, string? Version, bool IsCertificate)
{
    /// <summary>Asks the vault before each token request, so that a secret renewed there needs no restart here.</summary>
    public FraudProtectionCredential ToCredential(VaultDoor open)
    {
        var vault = open(Vault);
        return IsCertificate
            ? FraudProtectionCredential.FromCertificate(async cancellationToken => Certificate(await ReadAsync(vault, cancellationToken)))
            : FraudProtectionCredential.FromSecret(cancellationToken => ReadAsync(vault, cancellationToken));
    }

    /// <summary>As who the machine says we are: a managed identity, the environment, ….</summary>
    public static SecretClient Open(Uri vault) => new(vault, new DefaultAzureCredential());

    // The vault gives a certificate with its key as base64 of a PKCS #12 file without a password.
    private static X509Certificate2 Certificate(string secret) => X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(secret), password: null);

    private async ValueTask<string> ReadAsync(SecretClient vault, CancellationToken cancellationToken) =>
        (await vault.GetSecretAsync(Name, Version, cancellationToken: cancellationToken)).Value.Value;
}
