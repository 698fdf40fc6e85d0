using System.Security.Cryptography.X509Certificates;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Storefront.FraudProtection;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Fraud;

/// <summary>
/// The secret or certificate from Azure Key Vault: the settings hold the vault and a name, never the secret
/// (docs/contract/flows.md C6). The shop's own identity at the vault comes from its surroundings (managed identity,
/// environment, …).
/// </summary>
internal sealed class KeyVaultOptions : ISettings
{
    public static string Section => "FraudProtection";

    public Uri? KeyVaultUrl { get; set; }

    /// <summary>Name of the vault's secret that is the client secret.</summary>
    public string? KeyVaultSecretName { get; set; }

    /// <summary>Name of the vault's certificate; its private key is read through the secret of the same name.</summary>
    public string? KeyVaultCertificateName { get; set; }

    public bool IsUsed => KeyVaultUrl is not null || KeyVaultSecretName is not null || KeyVaultCertificateName is not null;

    public IEnumerable<string> Problems(bool development)
    {
        if (!IsUsed)
            yield break;
        if (KeyVaultUrl is not { IsAbsoluteUri: true, Scheme: "https" })
            yield return "FraudProtection__KeyVaultUrl is missing or no https address. Example: FraudProtection__KeyVaultUrl=https://shop.vault.azure.net/";
        if (KeyVaultSecretName is null == KeyVaultCertificateName is null)
            yield return "Exactly one of FraudProtection__KeyVaultSecretName and FraudProtection__KeyVaultCertificateName must be set. Example: FraudProtection__KeyVaultSecretName=fraud-protection";
    }
}

internal static class KeyVaultCredential
{
    public static void UseKeyVault(this FraudProtectionBuilder fraudProtection, KeyVaultOptions options)
    {
        if (!options.IsUsed || options.KeyVaultUrl is null)
            return;

        var vault = new SecretClient(options.KeyVaultUrl, new DefaultAzureCredential());
        if (options.KeyVaultSecretName is { } secret)
            fraudProtection.UseClientSecret(async (_, cancellationToken) => (await vault.GetSecretAsync(secret, cancellationToken: cancellationToken)).Value.Value);
        else if (options.KeyVaultCertificateName is { } certificate)
            fraudProtection.UseClientCertificate(async (_, cancellationToken) => Read((await vault.GetSecretAsync(certificate, cancellationToken: cancellationToken)).Value.Value));
    }

    // The vault gives a certificate with its key as base64 of a PKCS #12 file without a password.
    private static X509Certificate2 Read(string secret) => X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(secret), password: null);
}
