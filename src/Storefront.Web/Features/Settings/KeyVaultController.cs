using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Settings;

/// <summary>The Key Vault parameters: which secrets and certificates of which vaults may be chosen. The secrets themselves never come here.</summary>
[Area("Settings")]
[Route("admin/settings/key-vault")]
[StaffOnly(Roles.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class KeyVaultController(StoreDb db, LiveSettings live, AuditTrail audit) : Controller
{
    private const string List = "/admin/settings/key-vault";

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid? edit, CancellationToken cancellationToken)
    {
        var form = edit is { } id && await db.KeyVaultEntries.AsNoTracking().SingleOrDefaultAsync(entry => entry.Id == id, cancellationToken) is { } entry ? KeyVaultForm.Of(entry) : new KeyVaultForm();
        return View("KeyVault", await PageAsync(form, cancellationToken));
    }

    /// <summary>Adds an entry, or changes the one the form names. Sent twice it is the same entry.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Save(KeyVaultForm form, CancellationToken cancellationToken)
    {
        var entry = await db.KeyVaultEntries.SingleOrDefaultAsync(found => found.Id == form.Id, cancellationToken);
        if (entry is null && await db.KeyVaultEntries.CountAsync(cancellationToken) >= CredentialChoices.MostEntries)
            ModelState.AddModelError("", $"There are {CredentialChoices.MostEntries} entries. Remove one before you add another.");
        if (await db.KeyVaultEntries.AnyAsync(other => other.Name == form.Trimmed.Name && other.Id != form.Id, cancellationToken))
            ModelState.AddModelError(nameof(form.Name), "There is an entry of this name. Choose another.");
        if (IsInUse(form.Id))
            ModelState.AddModelError("", "This entry is in use. Choose another credential on the settings page before you change it.");
        if (!this.Take(form.Mistakes()))
            return this.Again("KeyVault", await PageAsync(form, cancellationToken));

        var before = entry is null ? null : KeyVaultForm.Of(entry);
        if (entry is null)
            db.KeyVaultEntries.Add(entry = form.ToEntry());
        else
            form.CopyTo(entry);
        audit.Record(before is null ? "Key Vault entry added" : "Key Vault entry changed", $"key vault entry {entry.Name}", before, KeyVaultForm.Of(entry));
        await db.SaveChangesAsync(cancellationToken);
        return new SeeOther(List);
    }

    [HttpPost("{id:guid}/remove")]
    public async Task<IActionResult> Remove(Guid id, CancellationToken cancellationToken)
    {
        if (IsInUse(id))
        {
            ModelState.AddModelError("", "This entry is in use. Choose another credential on the settings page before you remove it.");
            return this.Again("KeyVault", await PageAsync(new KeyVaultForm(), cancellationToken));
        }

        if (await db.KeyVaultEntries.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { } entry)
        {
            audit.Record("Key Vault entry removed", $"key vault entry {entry.Name}", KeyVaultForm.Of(entry), null);
            db.KeyVaultEntries.Remove(entry);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new SeeOther(List);
    }

    private bool IsInUse(Guid id) => live.Current.Values.Credential is CredentialChoice.InVault { Entry: var used } && used == id;

    private async Task<KeyVaultPage> PageAsync(KeyVaultForm form, CancellationToken cancellationToken) => new(
        form,
        await db.KeyVaultEntries.AsNoTracking().OrderBy(entry => entry.Name).Take(CredentialChoices.MostEntries).ToListAsync(cancellationToken),
        (live.Current.Values.Credential as CredentialChoice.InVault)?.Entry);
}

internal sealed record KeyVaultPage(KeyVaultForm Form, IReadOnlyList<KeyVaultEntry> Entries, Guid? InUse);

internal sealed class KeyVaultForm
{
    public Guid Id { get; set; } = Guid.NewGuid();

    public string? VaultUrl { get; set; }

    public string? Name { get; set; }

    public string? Description { get; set; }

    public string? Path { get; set; }

    internal (string VaultUrl, string Name, string Description, string Path) Trimmed => (VaultUrl?.Trim() ?? "", Name?.Trim() ?? "", Description?.Trim() ?? "", Path?.Trim() ?? "");

    public static KeyVaultForm Of(KeyVaultEntry entry) => new() { Id = entry.Id, VaultUrl = entry.VaultUrl, Name = entry.Name, Description = entry.Description, Path = entry.Path };

    public KeyVaultEntry ToEntry() => new() { Id = Id, VaultUrl = Trimmed.VaultUrl, Name = Trimmed.Name, Description = Trimmed.Description, Path = Trimmed.Path };

    public void CopyTo(KeyVaultEntry entry) => (entry.VaultUrl, entry.Name, entry.Description, entry.Path) = Trimmed;

    public IEnumerable<(string Field, string Message)> Mistakes()
    {
        var (vault, name, description, path) = Trimmed;
        var isVault = vault.Length <= 200 && Uri.TryCreate(vault, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;
        if (!isVault)
            yield return (nameof(VaultUrl), "Enter the vault's address, like https://shop.vault.azure.net/.");
        if (name.Length is 0 or > 80)
            yield return (nameof(Name), "Enter a name of at most 80 characters to choose it by.");
        if (description.Length > 400)
            yield return (nameof(Description), "Enter at most 400 characters.");
        if (VaultPath.Read(new Uri("https://vault.example"), path) is null)
            yield return (nameof(Path), $"Enter the path in the vault, like {VaultPath.Example} or certificates/fraud-protection. Never the secret itself.");
    }
}
