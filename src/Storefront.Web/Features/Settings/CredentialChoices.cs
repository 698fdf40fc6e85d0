using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Settings;

/// <param name="Choice">What is stored when it is chosen.</param>
/// <param name="Detail">Where it is, without what is there.</param>
internal sealed record CredentialOffer(CredentialChoice Choice, string Detail);

/// <summary>The places a credential can be taken from: as installed, the Key Vault parameters, the operator's references.</summary>
internal sealed class CredentialChoices(StoreDb db, SettingsWorkshop workshop)
{
    /// <summary>More would not be a list any more.</summary>
    public const int MostEntries = 100;

    public async Task<IReadOnlyList<CredentialOffer>> ListAsync(CancellationToken cancellationToken)
    {
        var entries = await db.KeyVaultEntries.AsNoTracking().OrderBy(entry => entry.Name).Take(MostEntries).ToListAsync(cancellationToken);
        return
        [
            new(new CredentialChoice.AsInstalled(), workshop.InstalledCredential),
            .. entries.Select(entry => new CredentialOffer(new CredentialChoice.InVault(entry.Id, entry.Name, new Uri(entry.VaultUrl), entry.Path), $"{entry.VaultUrl} {entry.Path}")),
            .. workshop.References.OrderBy(reference => reference.Key, StringComparer.Ordinal)
                .Select(reference => new CredentialOffer(new CredentialChoice.Referenced(reference.Key), $"{reference.Value.Description} ({reference.Value.Place})".TrimStart())),
        ];
    }
}
