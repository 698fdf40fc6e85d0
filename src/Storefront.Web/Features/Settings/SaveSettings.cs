using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Settings;

/// <summary>What came of saving settings.</summary>
internal abstract record SettingsSaved
{
    /// <summary>In force here now, and within seconds wherever the same database is used.</summary>
    internal sealed record InForce(int Version) : SettingsSaved;

    internal sealed record NothingToSave : SettingsSaved;

    /// <summary>The start would refuse them; nothing has changed.</summary>
    internal sealed record Wrong(IReadOnlyList<string> Problems) : SettingsSaved;

    /// <summary>They lead to no connection; nothing has changed until somebody insists.</summary>
    internal sealed record NoConnection(ConnectionTest Test) : SettingsSaved;

    /// <summary>Somebody else saved in the meantime; nothing has changed.</summary>
    internal sealed record Overtaken(string By, DateTimeOffset At) : SettingsSaved;
}

/// <summary>Saves a new version of the settings and puts it in force: checked as the start would, tried, stored, swapped.</summary>
internal sealed class SaveSettings(StoreDb db, SettingsWorkshop workshop, LiveSettings live, TimeProvider clock)
{
    /// <param name="values">What is to be in force.</param>
    /// <param name="basedOn">The version the administrator saw.</param>
    /// <param name="insist">Whether to save although no connection could be had.</param>
    /// <param name="who">Saves them.</param>
    /// <param name="record">Adds to the transaction what else is to be remembered; given the values before.</param>
    /// <param name="cancellationToken">Stops it before anything is stored.</param>
    public async Task<SettingsSaved> RunAsync(FraudSettings values, int basedOn, bool insist, string who, Action<FraudSettings> record, CancellationToken cancellationToken)
    {
        if (await NewestAsync(cancellationToken) is { } newest && newest.Number != basedOn)
            return new SettingsSaved.Overtaken(newest.SavedBy, newest.SavedAt);
        var before = live.Current.Values;
        if (values == before)
            return new SettingsSaved.NothingToSave();
        if (workshop.Problems(values) is { Count: > 0 } problems)
            return new SettingsSaved.Wrong(problems);

        var made = workshop.Make(basedOn + 1, values);
        if (made.Fraud.Enabled && !insist && await ConnectionTest.RunAsync(made.Fraud, clock, cancellationToken) is { IsHealthy: false } test)
            return new SettingsSaved.NoConnection(test);

        return await StoreAsync(made, before, who, record, cancellationToken);
    }

    private async Task<SettingsSaved> StoreAsync(SettingsInForce made, FraudSettings before, string who, Action<FraudSettings> record, CancellationToken cancellationToken)
    {
        db.SettingsVersions.Add(new SettingsVersion
        {
            Number = made.Version,
            SavedAt = clock.GetUtcNow(),
            SavedBy = who,
            Values = made.Values.Write(),
            Changes = string.Join('\n', SettingsDifference.Lines(before, made.Values)),
        });
        record(before);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (Newest().AsEnumerable().FirstOrDefault() is { } other && other.Number >= made.Version)
        {
            return new SettingsSaved.Overtaken(other.SavedBy, other.SavedAt);
        }

        live.Apply(made);
        return new SettingsSaved.InForce(made.Version);
    }

    private Task<SettingsVersion?> NewestAsync(CancellationToken cancellationToken) => Newest().FirstOrDefaultAsync(cancellationToken);

    private IQueryable<SettingsVersion> Newest() => db.SettingsVersions.AsNoTracking().OrderByDescending(version => version.Number).Take(1);
}
