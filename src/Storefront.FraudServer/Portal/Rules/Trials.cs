using System.Text;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Rules;

/// <summary>An event to be tried: one that came in, or a sample.</summary>
/// <param name="Asked">What rules are asked about it; null for an event they are not asked about.</param>
internal sealed record TrialEvent(EventKind Kind, Assessment? Asked, JsonObject Body, MerchantEnvironment Environment, DateTimeOffset At, string CorrelationId, IReadOnlyList<string> Problems);

/// <summary>Asks rules about an event without any consequence: nothing is kept, nothing counts. Budget and limits are those of a real event.</summary>
internal sealed class Trials(
    ActiveRules rules, RuleCompiler compiler, Decisions decisions, CustomAssessments assessments, MerchantEnvironments environments, TimeProvider time)
{
    /// <summary>What a sample may be.</summary>
    public static IEnumerable<EventKind> Kinds => EventKind.All.Where(kind => kind.Assessment is not null);

    /// <summary>A sample, or null with the reason in <paramref name="problem"/>.</summary>
    public TrialEvent? Sample(string kindName, string payload, MerchantEnvironment environment, out string? problem)
    {
        var kind = Kinds.FirstOrDefault(k => k.Name == kindName) ?? EventKind.Purchase;
        var bytes = Encoding.UTF8.GetBytes(payload);
        problem = bytes.Length > Body.Largest ? "The sample is larger than an event may be." : null;
        return problem is null ? Read(kind, bytes, environment, time.GetUtcNow(), "", out problem) : null;
    }

    /// <summary>An assessed event as it came in, or null with the reason in <paramref name="problem"/>. Velocities are asked for as of its moment.</summary>
    public TrialEvent? Stored(ReceivedRow row, out string? problem)
    {
        var read = Read(row, out problem);
        if (read is { Asked: null })
            problem = "No rules are asked about such an event.";
        return read?.Asked is null ? null : read;
    }

    /// <summary>Any event as it came in, or null with the reason in <paramref name="problem"/>.</summary>
    public TrialEvent? Read(ReceivedRow row, out string? problem)
    {
        var kind = EventKind.All.FirstOrDefault(k => k.Name == row.Event)
            ?? assessments.Published.FirstOrDefault(k => k.Name == row.Event && row.Path.StartsWith(k.Path.Split('{')[0], StringComparison.Ordinal));
        if (kind is null || environments.Find(row.EnvironmentId) is not { } environment)
        {
            problem = "The event is of a kind or an environment that is no longer known.";
            return null;
        }

        return Read(kind, row.Request, environment, row.At, row.CorrelationId, out problem);
    }

    /// <summary>What the rules in force say.</summary>
    public Trial Active(TrialEvent tried)
    {
        var name = tried.Asked!.ApiName.Length > 0 ? "In force" : $"In force: {rules.InForce.Of(tried.Environment).Name}";
        return Trial.Of(name, rules.Assess(Request(tried), tried.Environment));
    }

    /// <summary>What the rules that decided say when they are asked again: a version, or those in force where there is none.</summary>
    public (Trial? Trial, string? Problem, Ruling? Ruling) Again(TrialEvent tried, RuleVersion? version, string name)
    {
        var compiled = version is null ? null : compiler.Compile(version.Text, name);
        if (compiled is { HasErrors: true })
            return (null, $"{name} can no longer be run: {compiled.Diagnostics[0]}", null);
        var ruling = compiled?.Book is { } book
            ? ActiveRules.Assess(VelocityLines.Read(version!.Series).Apply(book), Request(tried), tried.Environment)
            : rules.Assess(Request(tried), tried.Environment);
        return (Trial.Of(name, ruling), null, ruling);
    }

    /// <summary>What a text says; velocities it has in common with the rules in force answer what those have counted.</summary>
    public (Trial? Trial, IReadOnlyList<Remark> Remarks) Draft(string text, TrialEvent tried)
    {
        var compiled = compiler.Compile(text, "draft");
        var trial = compiled.Book is { } book
            ? Run("Draft", VelocityLines.Continue(rules.InForce.Of(tried.Environment), book, "draft").Apply(book), tried)
            : null;
        return (trial, Remark.Of(compiled.Diagnostics));
    }

    /// <summary>What the rules are asked about an event.</summary>
    public AssessmentRequest Asked(TrialEvent tried) => decisions.Request(tried.Asked!, tried.Body, tried.Environment, tried.At, tried.CorrelationId);

    private Trial Run(string name, RuleBook book, TrialEvent tried) => Trial.Of(name, ActiveRules.Assess(book, Request(tried), tried.Environment));

    private AssessmentRequest Request(TrialEvent tried) => Asked(tried) with { Explain = true };

    private static TrialEvent? Read(EventKind kind, byte[] bytes, MerchantEnvironment environment, DateTimeOffset at, string correlationId, out string? problem)
    {
        problem = null;
        using var document = Body.Parse(bytes);
        if (document is null)
        {
            problem = "This is no JSON object.";
            return null;
        }

        var validation = new Validation();
        var body = validation.Read(document.RootElement.Clone(), kind.Shape); // outlives the document
        return new(kind, kind.Assessment, body, environment, at, correlationId, validation.Problems);
    }
}
