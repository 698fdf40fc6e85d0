using System.Text.Json.Serialization;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Settings;

/// <summary>Where the secret or certificate is kept. The settings name a place, never what is in it (docs/contract/flows.md C6).</summary>
[JsonDerivedType(typeof(AsInstalled), "installed")]
[JsonDerivedType(typeof(InVault), "vault")]
[JsonDerivedType(typeof(Referenced), "reference")]
internal abstract record CredentialChoice
{
    /// <summary>Stands for the choice in a form.</summary>
    [JsonIgnore]
    public string Key => this switch
    {
        InVault vault => $"vault:{vault.Entry:N}",
        Referenced reference => $"reference:{reference.Name}",
        _ => "installed",
    };

    /// <summary>As a person reads it.</summary>
    [JsonIgnore]
    public string Label => this switch
    {
        InVault vault => $"Key Vault: {vault.Name}",
        Referenced reference => $"Reference: {reference.Name}",
        _ => "As installed (the shop's files or environment)",
    };

    /// <summary>The one the shop's files or environment set.</summary>
    internal sealed record AsInstalled : CredentialChoice;

    /// <summary>An entry of the Key Vault parameters, as it was when it was chosen.</summary>
    internal sealed record InVault(Guid Entry, string Name, Uri Vault, string Path) : CredentialChoice
    {
        [JsonIgnore]
        public VaultItem? Item => VaultPath.Read(Vault, Path);
    }

    /// <summary>A named reference the operator put into the shop's files (<see cref="CredentialReferences"/>).</summary>
    internal sealed record Referenced(string Name) : CredentialChoice;
}
