using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Calls;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Files;

/// <summary>A rule file taken apart at its directives; nothing in it has been understood yet.</summary>
internal sealed record RuleFile(IReadOnlyList<EnvironmentPart> Environments);

internal sealed record EnvironmentPart(string Name, bool FirstMatch)
{
    public List<RulePart> Rules { get; } = [];
    public List<RulePart> Actions { get; } = [];
    public List<RulePart> Routing { get; } = [];
    public List<SetPart> Sets { get; } = [];
    public List<UserFunctionDefinition> Functions { get; } = [];
}

/// <summary>A decision rule, an action rule or a routing rule.</summary>
internal sealed record RulePart(string Name, bool IsActive, TextSpan At)
{
    public SourceSection? Condition { get; set; }
    public List<ClausePart> Clauses { get; } = [];
}

internal sealed record ClausePart(string Name, Stage Stage, SourceSection Text);

internal sealed record SetPart(string Name, bool IsActive, TextSpan At)
{
    public SourceSection? Condition { get; set; }
    public List<SourceSection> Velocities { get; } = [];
}
