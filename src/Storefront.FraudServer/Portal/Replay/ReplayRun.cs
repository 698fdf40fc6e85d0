using System.Globalization;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Portal.Rules;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Replay;

/// <summary>
/// Lets a draft judge what came in, in its order, with velocities of its own that count only what it has seen. Lists and tables are
/// those of now; external calls are not made and give their default.
/// </summary>
internal sealed class ReplayRun(
    ReplayJob job, ReceivedLog received, Trials trials, RuleCompiler compiler, ActiveRules rules, Counting counting, Aftermath aftermath, MerchantEnvironments environments)
{
    /// <summary>Where it stops, however much there is.</summary>
    public const long Most = 200_000;

    private const int Piece = 200;
    private const int MostExamples = 100;

    private readonly ReplayQuestion _question = job.Question;
    private readonly MemoryVelocityStore _velocities = new();
    private readonly CountedOnce _once = new();
    private readonly Dictionary<(string Before, string After, string Later, string Currency), (long Events, decimal Money)> _changes = [];
    private readonly List<ReplayExample> _examples = [];
    private RuleBook _book = null!;
    private long _read;
    private long _judged;

    public void Run(CancellationToken cancellationToken)
    {
        if (compiler.Compile(_question.Text, "draft").Book is not { } book)
        {
            job.State = new ReplayState { IsOver = true, Problem = "The draft has errors." };
            return;
        }

        _book = book.With(resources => resources with { Velocities = _velocities, ExternalCaller = null });
        var (first, last) = received.Since(_question.From - _question.WarmUp);
        var after = first - 1;
        var toRead = first == 0 ? 0 : last - after;
        var (ended, isByTime) = (first == 0, received.IsByTime());
        while (!ended && _read < Most)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = received.After(after, null, Piece);
            foreach (var row in rows.Where(row => row.At >= _question.From - _question.WarmUp && row.At < _question.To))
                Take(row);
            ended = rows.Count < Piece || (isByTime && rows[^1].At >= _question.To);
            after = rows.Count > 0 ? rows[^1].Sequence : after;
            _read += rows.Count;
            job.State = State(Math.Max(toRead, _read));
        }

        job.State = State(_read) with { IsOver = true, Problem = ended ? null : $"It stopped after {Most.ToString("N0", CultureInfo.InvariantCulture)} events. Choose a shorter time." };
    }

    private void Take(ReceivedRow row)
    {
        if (row.Status != StatusCodes.Status200OK || trials.Read(row, out _) is not { } tried || !Concerns(tried.Environment))
            return;
        var ruling = tried.Asked is { ApiName: "" } && row.Verdict is not null ? ActiveRules.Assess(_book, trials.Asked(tried), tried.Environment) : null;
        if (ruling is not null && row.At >= _question.From)
            Compare(row, tried, ruling);
        if (_once.Counted(row, tried))
            _velocities.Apply(ActiveRules.VelocityUpdates(_book, counting.Event(tried.Kind, tried.Body, ruling, tried.Environment, tried.At, tried.CorrelationId), tried.Environment));
    }

    private void Compare(ReceivedRow row, TrialEvent tried, Ruling ruling)
    {
        _judged++;
        var (before, after) = (row.Verdict!.Decision, ruling.Decision.ToString());
        if (before == after)
            return;
        var later = Later(row, tried.Body);
        var key = (before, after, later, ObjectKind.Text(tried.Body, "currency") ?? "");
        var (events, money) = _changes.GetValueOrDefault(key);
        _changes[key] = (events + 1, money + Money(tried.Body));
        if (_examples.Count < MostExamples)
            _examples.Add(new(row.Sequence, before, after, ruling.Rule, ruling.Clause, later));
    }

    private string Later(ReceivedRow row, JsonObject body) => row.Event == EventKind.Purchase.Name && ObjectKind.Text(body, "purchaseId") is { } id
        ? aftermath.Of(row.EnvironmentId, row.Event, id)
        : Aftermath.Nothing;

    private static decimal Money(JsonObject body) =>
        body["totalAmount"] is JsonValue amount && decimal.TryParse(amount.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var money) ? money : 0;

    // The events these rules would judge.
    private bool Concerns(MerchantEnvironment environment) => _question.EnvironmentId.Length == 0
        ? rules.InForce.Of(environment).EnvironmentId.Length == 0
        : environments.Find(_question.EnvironmentId) is { } place && environment.IsOrIsBelow(place);

    private ReplayState State(long toRead) => new()
    {
        Read = _read,
        ToRead = toRead,
        Judged = _judged,
        Changed = _changes.Values.Sum(c => c.Events),
        Lines = [.. _changes.Select(c => new ReplayLine(c.Key.Before, c.Key.After, c.Key.Later, c.Key.Currency, c.Value.Events, c.Value.Money)).OrderBy(l => l.Before, StringComparer.Ordinal).ThenBy(l => l.After, StringComparer.Ordinal).ThenBy(l => l.Later, StringComparer.Ordinal)],
        Examples = [.. _examples],
    };
}
