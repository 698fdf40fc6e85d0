using System.Data.Common;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Webhooks;

namespace Storefront.FraudServer.Cases;

/// <summary>Decides what nobody decided in time, where the queue says so. Several instances may do it at once: each case is decided by one.</summary>
internal sealed partial class CaseTimeOuts(CaseLog cases, CaseQueues queues, CaseEvents events, Writer writer, TimeProvider time, ILogger<CaseTimeOuts> log) : Watch(TimeSpan.FromSeconds(20), time)
{
    private const int Piece = 100;
    private readonly TimeProvider _time = time;

    /// <summary>One look. How many were decided.</summary>
    public async Task<int> RunAsync()
    {
        var decided = 0;
        while (cases.Due(_time.GetUtcNow(), Piece) is { Count: > 0 } due)
        {
            var by = new Person("the service", _time.GetUtcNow());
            decided += await writer.RunAsync(session => due.Count(late => TimeOut(session, late, by)));
        }

        return decided;
    }

    protected override void Look()
    {
        try
        {
            if (RunAsync().GetAwaiter().GetResult() is > 0 and var decided)
                Decided(log, decided);
        }
        catch (DbException e) // busy or full: late cases wait for the next look
        {
            NotDecided(log, e);
        }
    }

    private bool TimeOut(WriteSession session, ReviewCase late, Person by)
    {
        var action = queues.Of(late.Queue).DefaultAction;
        if (action == nameof(DefaultAction.LeaveOpen))
            session.Execute("UPDATE review_case SET due_at = NULL WHERE sequence = $1", late.Sequence); // the queue was changed since
        if (action == nameof(DefaultAction.LeaveOpen) || !CaseTables.TimeOut(session, late.Sequence, by, action))
            return false;
        events.Tell(session, late.Sequence, null);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "{Cases} cases were decided by the default action of their queue because nobody decided in time.")]
    private static partial void Decided(ILogger log, int cases);

    [LoggerMessage(LogLevel.Warning, "Late cases could not be decided; it is tried again.")]
    private static partial void NotDecided(ILogger log, Exception exception);
}
