namespace Storefront.FraudServer.Publishing;

/// <summary>A published version without its text: what a list of them shows.</summary>
/// <param name="EnvironmentId">Where it decides; empty for everywhere.</param>
/// <param name="Number">From 1, for each environment.</param>
/// <param name="Note">Why it was published.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Restored">The version it brought back, if it is none of its own.</param>
public sealed record VersionHead(string EnvironmentId, int Number, string Note, DateTimeOffset At, string By, int? Restored);

/// <summary>A published version.</summary>
/// <param name="Head">What a list shows of it.</param>
/// <param name="Text">The rules.</param>
/// <param name="Series">Where its velocities count, as <see cref="VelocityLines"/> writes it.</param>
public sealed record RuleVersion(VersionHead Head, string Text, string Series)
{
    public int Number => Head.Number;
}

/// <summary>What is being written for an environment.</summary>
/// <param name="Text">The rules, which may be wrong.</param>
/// <param name="Edition">Grows with every save.</param>
/// <param name="BasedOn">The version in force when it was begun; 0 for none.</param>
/// <param name="At">When it was saved last.</param>
/// <param name="By">By whom.</param>
public sealed record RuleDraft(string Text, int Edition, int BasedOn, DateTimeOffset At, string By);
