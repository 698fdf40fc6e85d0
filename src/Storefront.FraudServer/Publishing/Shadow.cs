namespace Storefront.FraudServer.Publishing;

/// <summary>A draft that is, or was, asked about live events beside the rules in force.</summary>
/// <param name="EnvironmentId">Whose rules it would be; empty for everywhere.</param>
/// <param name="Number">From 1, for each environment.</param>
/// <param name="StartedAt">Since when.</param>
/// <param name="StartedBy">Who let it run.</param>
/// <param name="EndedAt">Until when; null while it runs.</param>
public sealed record Shadow(string EnvironmentId, int Number, DateTimeOffset StartedAt, string StartedBy, DateTimeOffset? EndedAt);

/// <summary>What a shadow would have decided about one event.</summary>
public sealed record ShadowVerdict(string EnvironmentId, int Number, string Decision, string Rule, string Clause);

/// <summary>How often what was decided and what the shadow says met.</summary>
public sealed record ShadowCount(string Decided, string Shadow, long Events);

/// <summary>An event about which the shadow says something else.</summary>
public sealed record ShadowDifference(long Sequence, string Event, string Decided, string Shadow, string Rule, string Clause);
