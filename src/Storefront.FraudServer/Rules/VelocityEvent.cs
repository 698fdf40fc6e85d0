using System.Text.Json;

namespace Storefront.FraudServer.Rules;

/// <summary>An event that was answered and may now count in velocities.</summary>
internal sealed record VelocityEvent
{
    /// <summary>All names FROM may know it by: <c>Purchase</c>, or <c>CustomAssessment</c> and the API name, or <c>Api:event</c>.</summary>
    public required IReadOnlyList<string> Types { get; init; }
    public required JsonElement Body { get; init; }

    /// <summary>When the service received it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The addressed environment; null for the last one of the file.</summary>
    public string? Environment { get; init; }

    /// <summary>Turns the name of an <c>%env</c> into the environment ID velocities are counted under; null keeps the name.</summary>
    public Func<string, string>? EnvironmentIds { get; init; }

    /// <summary>For an observation: the event it belongs to, and the name its members are read under (<c>purchase</c>, or the API name).</summary>
    public JsonElement? Primary { get; init; }
    public string PrimaryName { get; init; } = "purchase";

    /// <summary>For an assessment: what was decided, read as <c>@"ruleEvaluation.…"</c> and the scores.</summary>
    public Ruling? Ruling { get; init; }
    public string CorrelationId { get; init; } = "";
}
