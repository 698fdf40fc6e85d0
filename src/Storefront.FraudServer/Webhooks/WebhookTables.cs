using System.Globalization;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Webhooks;

/// <summary>What changes a delivery, each in one statement that asks for the state it changes.</summary>
internal static class WebhookTables
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Takes a delivery for one attempt: of several instances one does. Should it stop in the middle, the delivery is due again after a while.</summary>
    public static bool Claim(WriteSession session, Delivery due, DateTimeOffset now, TimeSpan longest) => session.Execute(
        "UPDATE webhook_delivery SET attempts = attempts + 1, next_at = $4 WHERE id = $1 AND state = 'waiting' AND attempts = $2 AND next_at <= $3",
        due.Id, due.Attempts, Milliseconds(now), Milliseconds(now + longest)) == 1;

    public static void Delivered(WriteSession session, long id, DateTimeOffset now) => session.Execute(
        "UPDATE webhook_delivery SET state = 'delivered', ended_at = $2, problem = NULL WHERE id = $1 AND state = 'waiting'", id, Milliseconds(now));

    /// <summary>Ten seconds until the next attempt, then twice as long each time, at most an hour; after the last one it is parked.</summary>
    public static bool Failed(WriteSession session, long id, int attempts, int most, string problem, DateTimeOffset now)
    {
        if (attempts >= most)
            return session.Execute("UPDATE webhook_delivery SET state = 'parked', ended_at = $2, problem = $3 WHERE id = $1 AND state = 'waiting'", id, Milliseconds(now), problem) == 1;
        session.Execute("UPDATE webhook_delivery SET next_at = $2, problem = $3 WHERE id = $1 AND state = 'waiting'", id, Milliseconds(now + Pause(attempts)), problem);
        return false;
    }

    /// <summary>Sends again what was parked. Whether it was.</summary>
    public static bool Resend(WriteSession session, long id, Person by)
    {
        if (session.Execute("UPDATE webhook_delivery SET state = 'waiting', attempts = 0, next_at = $2, ended_at = NULL WHERE id = $1 AND state = 'parked'", id, Milliseconds(by.At)) == 0)
            return false;
        by.Record(session, "webhook.resend", string.Create(CultureInfo.InvariantCulture, $"delivery {id}"), null, null);
        return true;
    }

    /// <summary>A delivery goes with the event its case is about.</summary>
    public static void Remove(WriteSession session, long sequence) => session.Execute("DELETE FROM webhook_delivery WHERE sequence = $1", sequence);

    /// <summary>How long to wait after so many attempts.</summary>
    public static TimeSpan Pause(int attempts)
    {
        var pause = TimeSpan.FromSeconds(10 * Math.Pow(2, Math.Min(attempts, 20) - 1));
        return pause < LongestPause ? pause : LongestPause;
    }

    private static long Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
