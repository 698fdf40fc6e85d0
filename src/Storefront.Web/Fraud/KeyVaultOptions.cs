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

    /// <summary>Address of the vault. Exactly one of the two names below goes with it.</summary>
    public Uri? KeyVaultUrl { get; set; }

    /// <summary>Name of the vault's secret that is the client secret.</summary>
    public string? KeyVaultSecretName { get; set; }

    /// <summary>Name of the vault's certificate.</summary>
    public string? KeyVaultCertificateName { get; set; }

    public bool IsUsed => KeyVaultUrl is not null || KeyVaultSecretName is not null || KeyVaultCertificateName is not null;

    public VaultItem? Item =>
        KeyVaultUrl is { } vault && (KeyVaultSecretName ?? KeyVaultCertificateName) is { } name ? new(vault, name, null, KeyVaultSecretName is null) : null;

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
