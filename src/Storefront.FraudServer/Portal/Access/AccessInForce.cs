using Storefront.FraudServer.Events;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.Activity;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Portal.Access;

/// <summary>
/// Puts clients and environments of the database into force: at the start, after every change here, and every two seconds if another
/// instance changed something. Every change leaves a note in the log of activity, so the log's length says whether there is something new.
/// </summary>
internal sealed partial class AccessInForce(
    AccessTables tables, ActivityLog activity, Credentials credentials, MerchantEnvironments environments, TimeProvider time, ILogger<AccessInForce> log)
    : Watch(TimeSpan.FromSeconds(2), time)
{
    private readonly Lock _lock = new();
    private long _seen = -1;

    public void Refresh()
    {
        lock (_lock)
        {
            var last = activity.Last();
            if (last == _seen)
                return;
            var stored = tables.Credentials().Where(credential => !credential.IsRevoked).Select(AccessTables.InForce).ToList();
            environments.Put(tables.Environments(), credentials.OfSettings.Concat(stored));
            credentials.Put(stored);
            _seen = last;
        }
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (credentials.Known.All.Count == 0)
            NobodyMayCall(log);
        return base.StartAsync(cancellationToken);
    }

    protected override void Look()
    {
        try
        {
            Refresh();
        }
        catch (System.Data.Common.DbException e) // busy for too long; what is in force stays so until the next look
        {
            NotSeen(log, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "No client may call yet. Enter one in the portal, on the page Credentials, or in the setting FraudServer:Credentials.")]
    private static partial void NobodyMayCall(ILogger log);

    [LoggerMessage(LogLevel.Warning, "Clients and environments could not be read from the database; it is tried again.")]
    private static partial void NotSeen(ILogger log, Exception exception);
}
