using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Settings;

/// <summary>What the settings page shows beside the form.</summary>
internal sealed record SettingsPage
{
    public required SettingsForm Form { get; init; }

    public required SettingsInForce InForce { get; init; }

    public required IReadOnlyList<CredentialOffer> Credentials { get; init; }

    public required IReadOnlyList<SettingsVersion> Versions { get; init; }

    public required bool ClientIdIsFixed { get; init; }

    /// <summary>No hold outlasts what the bank keeps.</summary>
    public required TimeSpan LongestHold { get; init; }

    /// <summary>What came of testing the connection, where it was tested.</summary>
    public ConnectionTest? Test { get; init; }

    /// <summary>Set where somebody else saved in the meantime.</summary>
    public SettingsSaved.Overtaken? Overtaken { get; init; }

    /// <summary>The version that was saved by the post before this page.</summary>
    public int? Saved { get; init; }
}

internal sealed class SettingsPages(StoreDb db, LiveSettings live, SettingsWorkshop workshop, CredentialChoices credentials)
{
    private const int VersionsShown = 20;

    public async Task<SettingsPage> OfAsync(SettingsForm? form, CancellationToken cancellationToken) => new()
    {
        Form = form ?? SettingsForm.Of(live.Current),
        InForce = live.Current,
        Credentials = await credentials.ListAsync(cancellationToken),
        Versions = await db.SettingsVersions.AsNoTracking().OrderByDescending(version => version.Number).Take(VersionsShown).ToListAsync(cancellationToken),
        ClientIdIsFixed = workshop.ClientIdIsFixed,
        LongestHold = workshop.LongestHold,
    };
}
