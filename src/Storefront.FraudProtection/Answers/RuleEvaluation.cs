using System.Text.Json.Nodes;
using Storefront.FraudProtection.Http;

namespace Storefront.FraudProtection;

/// <summary>One rule that ran, and the clauses in it that applied.</summary>
public sealed record RuleEvaluation
{
    /// <summary>Name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Names of the clauses that applied; none if the rule did not.</summary>
    public IReadOnlyList<string> ClauseNames { get; init; } = [];

    /// <summary>The environment that owns the rule.</summary>
    public string? EnvironmentId { get; init; }

    internal static RuleEvaluation From(JsonObject evaluation) => new()
    {
        Rule = Reading.Text(evaluation["rule"]) ?? "",
        ClauseNames = Reading.List(evaluation["clauseNames"]),
        EnvironmentId = Reading.Text(evaluation["environmentId"]),
    };
}
