using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Storefront.FraudServer.Hosting;

namespace Storefront.FraudServer.Storage;

/// <summary>
/// The only one that writes. Whatever waits while one commit is on its way to the disk shares the next one, so a busy
/// service pays for few of them, and no caller is answered before what it was told is on the disk.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int LargestGroup = 256;
    private const int LongestQueue = 10_000;

    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly Database _database;
    private readonly Telemetry _telemetry;
    private readonly Task _loop;
    private WriteSession _session;

    public Writer(Database database, Telemetry telemetry)
    {
        (_database, _telemetry) = (database, telemetry);
        _session = new WriteSession(database);
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Does the work between two transactions: what SQLite does outside of one only. Everybody else waits.</summary>
    public async Task RunAloneAsync(Action<WriteSession> work)
    {
        var task = new Work<bool>(session =>
        {
            work(session);
            return true;
        }) { IsAlone = true };
        await _queue.Writer.WriteAsync(task);
        await task.Done;
    }

    /// <summary>Does the work in a transaction that is committed when the task ends. Work that throws leaves nothing behind.</summary>
    public async Task<T> RunAsync<T>(Func<WriteSession, T> work)
    {
        var task = new Work<T>(work);
        await _queue.Writer.WriteAsync(task);
        return await task.Done;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_queue.Writer.TryComplete())
            return;
        await _loop;
        _session.Dispose();
    }

    // A thread of its own: the calls block, and would otherwise hold the threads that serve requests.
    private void Loop()
    {
        var group = new List<Work>(LargestGroup);
        while (WaitForWork())
        {
            Work? alone = null;
            while (alone is null && group.Count < LargestGroup && _queue.Reader.TryRead(out var next))
                if (next.IsAlone)
                    alone = next;
                else
                    group.Add(next);
            if (group.Count > 0)
                Commit(group);
            group.Clear();
            if (alone is not null)
                RunAlone(alone);
        }
    }

    private bool WaitForWork()
    {
        var waiting = _queue.Reader.WaitToReadAsync();
        return waiting.IsCompletedSuccessfully ? waiting.Result : waiting.AsTask().GetAwaiter().GetResult();
    }

    private void Commit(List<Work> group)
    {
        try
        {
            Begin();
            foreach (var work in group)
            {
                _session.Execute("SAVEPOINT work");
                if (!work.TryRun(_session))
                    TakeBack(work);
                _session.Execute("RELEASE SAVEPOINT work");
            }

            _session.Execute("COMMIT");
            _telemetry.Committed(group.Count);
        }
#pragma warning disable CA1031 // a full disk, a lost mount, a server that went away…: every caller of this group hears of it, the next group is tried again
        catch (Exception e)
#pragma warning restore CA1031
        {
            Rollback();
            foreach (var work in group)
                work.Fail(e);
            return;
        }

        foreach (var work in group)
            work.Complete();
    }

    // The server may have been away since the last group, and be back.
    private void Begin()
    {
        Reconnect();
        try
        {
            _database.Begin(_session);
        }
        catch (DbException) when (!_session.IsOpen)
        {
            Reconnect();
            _database.Begin(_session);
        }
    }

    private void TakeBack(Work work)
    {
        if (!_session.IsOpen)
            ExceptionDispatchInfo.Throw(work.Problem!); // with it all others of the group
        _session.Execute("ROLLBACK TO SAVEPOINT work");
    }

    private void RunAlone(Work work)
    {
        try
        {
            Reconnect();
            work.TryRun(_session);
            work.Complete();
        }
        catch (DbException e)
        {
            work.Fail(e);
        }
    }

    private void Reconnect()
    {
        if (_session.IsOpen)
            return;
        _session.Dispose();
        _session = new WriteSession(_database);
    }

    private void Rollback()
    {
        try
        {
            if (_session.IsOpen)
                _session.Execute("ROLLBACK");
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // It was rolled back already, or never began: either way none is open.
        }
    }

    private abstract class Work
    {
        public bool IsAlone { get; init; }
        public abstract Exception? Problem { get; }
        public abstract bool TryRun(WriteSession session);
        public abstract void Complete();
        public abstract void Fail(Exception problem);
    }

    private sealed class Work<T>(Func<WriteSession, T> work) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;
        private Exception? _problem;

        public override Exception? Problem => _problem;

        public Task<T> Done => _done.Task;

        public override bool TryRun(WriteSession session)
        {
            try
            {
                _result = work(session);
                return true;
            }
#pragma warning disable CA1031 // this work's own failure is handed to its own caller
            catch (Exception e)
#pragma warning restore CA1031
            {
                _problem = e;
                return false;
            }
        }

        public override void Complete()
        {
            if (_problem is null)
                _done.SetResult(_result);
            else
                _done.SetException(_problem);
        }

        public override void Fail(Exception problem) => _done.SetException(_problem ?? problem);
    }
}
