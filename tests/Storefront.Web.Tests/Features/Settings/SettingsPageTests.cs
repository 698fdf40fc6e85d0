using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Settings;

namespace Storefront.Web.Tests.Features.Settings;

/// <summary>An administrator sees, tries and changes the integration on a page, and what is wrong stands beside its field.</summary>
public sealed class SettingsPageTests
{
    [Fact]
    public async Task A_change_on_the_page_is_tried_saved_audited_and_in_force_at_once()
    {
        await using var world = await World.StartAsync();
        using var admin = await world.SignInAsync(People.Administrator);
        var page = await admin.Browser.GetAsync("/admin/settings");
        Assert.Contains("data about payments, credit, returns, transaction status and personal data", page.Text, StringComparison.Ordinal);
        Assert.False(page.Has("input[type=password]"));
        Assert.DoesNotContain("local-development-secret", page.Html, StringComparison.Ordinal);

        var saved = await admin.Browser.PressAsync(page, "Save settings", ("AssessmentType", "Evaluate"), ("HoldAtScore", "700"), ("ReviewHours", "24"));

        Assert.Equal("/admin/settings?saved=1", saved.Address.PathAndQuery);
        Assert.Contains("Version 1 is saved and in force", saved.Text, StringComparison.Ordinal);
        Assert.Contains("Assessment type: Protect → Evaluate", saved.Text, StringComparison.Ordinal);
        var live = world.Services.GetRequiredService<LiveSettings>().Current;
        Assert.Equal((1, 700, "Evaluate"), (live.Version, live.Fraud.Policy.HoldAtScore, live.Fraud.Mode.ToString()));
        var entry = await world.LookAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == "Settings saved"));
        Assert.Equal(People.Administrator, entry.Actor);
        Assert.Contains("\"Assessment type\":\"Protect\"", entry.Before, StringComparison.Ordinal);
        Assert.Contains("\"Assessment type\":\"Evaluate\"", entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_values_come_back_beside_their_fields_and_change_nothing()
    {
        await using var world = await World.StartAsync();
        using var admin = await world.SignInAsync(People.Administrator);

        var page = await admin.Browser.PressAsync(await admin.Browser.GetAsync("/admin/settings"), "Save settings",
            ("Test.Url", "http://fraud.example.com"), ("HoldAtScore", "4000"), ("WhenUnavailable", "Approve"), ("ReviewHours", "999"), ("EventBodyDays", "0"), ("Credential", "vault:unknown"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("begins with https://", page.One("#TestUrl-error"), StringComparison.Ordinal);
        Assert.Contains("0 to 1000", page.One("#HoldAtScore-error"), StringComparison.Ordinal);
        Assert.Contains("amount below which", page.One("#ApproveBelow-error"), StringComparison.Ordinal);
        Assert.Contains("hours from 1 to", page.One("#ReviewHours-error"), StringComparison.Ordinal);
        Assert.Contains("1 to 3650", page.One("#EventBodyDays-error"), StringComparison.Ordinal);
        Assert.Contains("Choose where the credential is kept", page.One("#Credential-error"), StringComparison.Ordinal);
        Assert.Equal("4000", page.Document.QuerySelector("#HoldAtScore")!.GetAttribute("value"));
        Assert.Equal(0, world.Services.GetRequiredService<LiveSettings>().Current.Version);
    }

    [Fact]
    public async Task Testing_the_connection_shows_what_came_back_and_saves_nothing()
    {
        await using var world = await World.StartAsync();
        using var admin = await world.SignInAsync(People.Administrator);
        var page = await admin.Browser.GetAsync("/admin/settings");

        var good = await admin.Browser.PressAsync(page, "Test connection");
        var deaf = await admin.Browser.PressAsync(page, "Test connection", ("Test.Url", "http://127.0.0.1:1"));
        var stranger = await admin.Browser.PressAsync(page, "Test connection", ("ClientId", "44444444-4444-4444-4444-444444444444"));

        Assert.Contains("Connected", good.Text, StringComparison.Ordinal);
        Assert.Contains("Issued by", good.Text, StringComparison.Ordinal);
        Assert.Contains("Issued by", deaf.Text, StringComparison.Ordinal);
        Assert.Contains("could not be reached", deaf.Text, StringComparison.Ordinal);
        Assert.Contains("Not issued by", stranger.Text, StringComparison.Ordinal);
        Assert.Equal("http://127.0.0.1:1", deaf.Document.QuerySelector("#TestUrl")!.GetAttribute("value"));
        Assert.Equal(0, await world.LookAsync(db => db.SettingsVersions.CountAsync()));
    }

    [Fact]
    public async Task Of_two_administrators_with_the_same_page_the_second_is_told_who_was_first()
    {
        await using var world = await World.StartAsync();
        using var admin = await world.SignInAsync(People.Administrator);
        var page = await admin.Browser.GetAsync("/admin/settings");
        await admin.Browser.PressAsync(page, "Save settings", ("HoldAtScore", "700"));

        var second = await admin.Browser.PressAsync(page, "Save settings", ("HoldAtScore", "800"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);
        Assert.Contains($"{People.Administrator} has saved other settings in the meantime", second.Text, StringComparison.Ordinal);
        Assert.Equal(700, world.Services.GetRequiredService<LiveSettings>().Current.Fraud.Policy.HoldAtScore);
    }

    [Fact]
    public async Task A_credential_is_chosen_from_references_and_key_vault_entries_and_never_typed()
    {
        var secret = Path.Combine(Directory.CreateTempSubdirectory("secret-").FullName, "fraud-protection");
        await File.WriteAllTextAsync(secret, "local-development-secret");
        await using var world = await World.StartAsync(new Dictionary<string, string?>
        {
            ["FraudProtection:References:mounted:ClientSecretFile"] = secret,
            ["FraudProtection:References:mounted:Description"] = "The mounted secret",
        });
        using var admin = await world.SignInAsync(People.Administrator);
        var vault = await admin.Browser.PressAsync(await admin.Browser.GetAsync("/admin/settings/key-vault"), "Add entry",
            ("VaultUrl", "https://shop.vault.azure.net/"), ("Name", "dfp"), ("Description", "For the shop"), ("Path", "my secret!"));
        Assert.Contains("Never the secret itself", vault.One("#Path-error"), StringComparison.Ordinal);
        await admin.Browser.PressAsync(vault, "Add entry", ("Path", "secrets/fraud-protection"));

        var page = await admin.Browser.GetAsync("/admin/settings");
        Assert.Equal(["installed", "vault", "reference:mounted"], page.Document.QuerySelectorAll("#Credential option").Select(option => option.GetAttribute("value")!).Select(value => value.StartsWith("vault", StringComparison.Ordinal) ? "vault" : value));
        var saved = await admin.Browser.PressAsync(page, "Save settings", ("Credential", "reference:mounted"));

        Assert.Contains("Credential: As installed (the shop's files or environment) → Reference: mounted", saved.Text, StringComparison.Ordinal);
        using var guest = world.Guest();
        await guest.BuyAsync();
        Assert.Equal("Approve", await world.LookAsync(db => db.Attempts.Select(attempt => attempt.Decision).SingleAsync()));
        Directory.Delete(Path.GetDirectoryName(secret)!, recursive: true);
    }

    [Fact]
    public async Task A_key_vault_entry_in_use_can_neither_be_changed_nor_removed()
    {
        await using var world = await World.StartAsync();
        using var admin = await world.SignInAsync(People.Administrator);
        await admin.Browser.PressAsync(await admin.Browser.GetAsync("/admin/settings/key-vault"), "Add entry",
            ("VaultUrl", "https://shop.vault.azure.net/"), ("Name", "dfp"), ("Description", ""), ("Path", "certificates/fraud-protection"));
        var id = await world.LookAsync(db => db.KeyVaultEntries.Select(entry => entry.Id).SingleAsync());
        var list = await admin.Browser.GetAsync("/admin/settings/key-vault");
        var insist = await admin.Browser.PressAsync(await admin.Browser.GetAsync("/admin/settings"), "Save settings", ("Credential", $"vault:{id:N}"), ("Insist", "true"));
        Assert.Contains("Key Vault: dfp", insist.Text, StringComparison.Ordinal);

        var refused = await admin.Browser.PressAsync(list, "Remove dfp");

        Assert.Contains("This entry is in use", refused.Text, StringComparison.Ordinal);
        Assert.Equal(1, await world.LookAsync(db => db.KeyVaultEntries.CountAsync()));
    }
}
