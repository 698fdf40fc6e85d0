using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Hosting;

namespace Storefront.Web.Features.Settings;

/// <summary>The one place for the settings in force. They are swapped as a whole; who took the old ones finishes on them.</summary>
internal sealed partial class LiveSettings(SettingsWorkshop workshop, OutboxSignal outbox, ILogger<LiveSettings> log)
{
    private readonly Lock gate = new();
    private volatile SettingsInForce? current;

    public SettingsInForce Current => current ?? throw new InvalidOperationException("The settings have not been read yet.");

    /// <summary>At the start: the newest saved version, or what the files say. A version that does not fit the files any more stops the start.</summary>
    public static async Task ReadAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var saved = await scope.ServiceProvider.GetRequiredService<StoreDb>().SettingsVersions.AsNoTracking()
            .OrderByDescending(version => version.Number).FirstOrDefaultAsync(cancellationToken);
        var workshop = services.GetRequiredService<SettingsWorkshop>();
        var values = saved is null ? workshop.Installed() : FraudSettings.Read(saved.Values);
        if (workshop.Problems(values) is { Count: > 0 } problems)
            throw new StartRefusedException([$"The settings saved on the settings page (version {saved?.Number ?? 0}) and those of the shop's files do not fit together:", .. problems]);

        services.GetRequiredService<LiveSettings>().Apply(workshop.Make(saved?.Number ?? 0, values));
    }

    /// <summary>From here on everybody who asks gets these. Older ones are left alone.</summary>
    public void Apply(SettingsInForce settings)
    {
        lock (gate)
        {
            if (current is { } now && now.Version >= settings.Version)
                return;
            current = settings;
        }

        outbox.Set();                                          // what waited while it was switched off may go now
        if (settings.Version > 0)
            InForce(log, settings.Version, settings.Fraud.Enabled, settings.Fraud.Mode.ToString());
    }

    /// <summary>Another instance saved: makes of its version what it made itself. One that cannot be used here changes nothing.</summary>
    public void Follow(SettingsVersion saved)
    {
        var values = FraudSettings.Read(saved.Values);
        if (workshop.Problems(values) is { Count: > 0 } problems)
            CannotFollow(log, saved.Number, string.Join(' ', problems));
        else
            Apply(workshop.Make(saved.Number, values));
    }

    [LoggerMessage(LogLevel.Information, "Settings version {Version} is in force: Fraud Protection enabled {Enabled}, assessment type {Mode}.")]
    private static partial void InForce(ILogger log, int version, bool enabled, string mode);

    [LoggerMessage(LogLevel.Error, "Settings version {Version} was saved by another instance and cannot be used by this one, which goes on with the old: {Problems}")]
    private static partial void CannotFollow(ILogger log, int version, string problems);
}
