using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Health;

internal enum HealthState
{
    Ok,

    /// <summary>Orders can be taken, but somebody should look.</summary>
    Degraded,

    /// <summary>Orders cannot be taken.</summary>
    Failed,

    /// <summary>Not used, by setting.</summary>
    Off,
}

internal sealed record HealthPart(string Name, HealthState State, string? Note = null);

/// <summary>What an order needs, looked at one by one. Only the shop's own ground can fail; what stands beside it can be away for a while.</summary>
internal sealed class Readiness(StoreDb db, IDataProtectionProvider protection, IConfiguration configuration, Neighbours neighbours, TimeProvider clock)
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<HealthPart>> LookAsync(CancellationToken cancellationToken)
    {
        var besides = neighbours.LookAsync(cancellationToken);
        var database = await DatabaseAsync(cancellationToken);
        HealthPart[] own = database.State == HealthState.Ok
            ? [database, await MigrationsAsync(cancellationToken), Keys(), await OutboxAsync(cancellationToken), await MailAsync(cancellationToken)]
            : [database, Keys()];
        return [.. own, .. await besides];
    }

    private async Task<HealthPart> DatabaseAsync(CancellationToken cancellationToken) =>
        await db.Database.CanConnectAsync(cancellationToken) ? new("database", HealthState.Ok) : new("database", HealthState.Failed, "cannot be reached");

    private async Task<HealthPart> MigrationsAsync(CancellationToken cancellationToken)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        return pending == 0 ? new("migrations", HealthState.Ok) : new("migrations", HealthState.Failed, $"{pending} pending; run: dotnet Storefront.Web.dll migrate");
    }

    private HealthPart Keys()
    {
        try
        {
            var protector = protection.CreateProtector("Storefront.Health");
            protector.Unprotect(protector.Protect([1]));
            return Directory.EnumerateFiles(KeyRing.Folder(configuration), "key-*.xml").Any()
                ? new("keys", HealthState.Ok)
                : new("keys", HealthState.Failed, "no key is stored; a restart would end every cart and link");
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or IOException or UnauthorizedAccessException)
        {
            return new("keys", HealthState.Failed, "cannot be read");
        }
    }

    private async Task<HealthPart> OutboxAsync(CancellationToken cancellationToken)
    {
        var parked = await db.Outbox.CountAsync(row => row.State == OutboxState.Parked, cancellationToken);
        var waiting = await db.Outbox.CountAsync(row => row.State == OutboxState.Waiting, cancellationToken);
        var oldest = await db.Outbox.Where(row => row.State == OutboxState.Waiting).MinAsync(row => (DateTimeOffset?)row.CreatedAt, cancellationToken);
        return new("outbox", Waits(oldest) || parked > 0 ? HealthState.Degraded : HealthState.Ok, $"{waiting} waiting{Since(oldest)}, {parked} parked");
    }

    private async Task<HealthPart> MailAsync(CancellationToken cancellationToken)
    {
        var unsent = db.Mail.Where(mail => mail.SentAt == null && mail.DueAt != null);
        var waiting = await unsent.CountAsync(cancellationToken);
        var oldest = await unsent.MinAsync(mail => (DateTimeOffset?)mail.CreatedAt, cancellationToken);
        return new("mail", Waits(oldest) ? HealthState.Degraded : HealthState.Ok, $"{waiting} waiting{Since(oldest)}");
    }

    private bool Waits(DateTimeOffset? oldest) => oldest is { } since && clock.GetUtcNow() - since > Late;

    private string Since(DateTimeOffset? oldest) => oldest is { } since ? $" for {Math.Max(0, (long)(clock.GetUtcNow() - since).TotalSeconds)} s" : "";
}
