using System.Collections.Concurrent;
using System.Threading.Channels;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Portal.Rules;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Replay;

/// <summary>Runs replays one after the other, behind everything else the service does. They are remembered until it stops.</summary>
internal sealed partial class Replays(
    ReceivedLog received, Trials trials, RuleCompiler compiler, ActiveRules rules, Counting counting, Aftermath aftermath, MerchantEnvironments environments,
    TimeProvider time, ILogger<Replays> log) : BackgroundService
{
    private const int MostWaiting = 5;
    private const int MostRemembered = 50;

    private readonly Channel<ReplayJob> _waiting = Channel.CreateBounded<ReplayJob>(MostWaiting);
    private readonly ConcurrentDictionary<int, ReplayJob> _all = new();
    private int _last;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ReplayJob> Of(string environmentId) => [.. _all.Values.Where(job => job.Question.EnvironmentId == environmentId).OrderByDescending(job => job.Number)];

    public ReplayJob? Find(int number) => _all.GetValueOrDefault(number);

    /// <summary>Null when too many wait already.</summary>
    public ReplayJob? Begin(ReplayQuestion question)
    {
        var job = new ReplayJob(Interlocked.Increment(ref _last), question, time.GetUtcNow());
        if (!_waiting.Writer.TryWrite(job))
            return null;
        _all[job.Number] = job;
        _all.TryRemove(job.Number - MostRemembered, out _);
        return job;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var job in _waiting.Reader.ReadAllAsync(stoppingToken))
                await Task.Factory.StartNew(() => Run(job, stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (OperationCanceledException)
        {
            // the service stops
        }
    }

    private void Run(ReplayJob job, CancellationToken stoppingToken)
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        try
        {
            new ReplayRun(job, received, trials, compiler, rules, counting, aftermath, environments).Run(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            throw;
        }
#pragma warning disable CA1031 // one replay that fails must not end those after it
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failed(log, job.Number, e);
            job.State = job.State with { IsOver = true, Problem = "It failed; the log says why." };
        }
    }

    [LoggerMessage(LogLevel.Error, "The replay {Number} failed.")]
    private static partial void Failed(ILogger log, int number, Exception exception);
}
