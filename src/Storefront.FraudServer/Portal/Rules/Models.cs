using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Rules;

/// <summary>Which rules a page is about, and what its reader may do with them.</summary>
public sealed record DeskPlace
{
    /// <summary>Empty for the rules that hold everywhere.</summary>
    public required string EnvironmentId { get; init; }
    public required string Name { get; init; }

    /// <summary>Everywhere, and every environment.</summary>
    public required IReadOnlyList<(string Id, string Name)> Choices { get; init; }

    /// <summary>The file of the settings that decides instead of everything published, or null.</summary>
    public string? File { get; init; }

    /// <summary>The number in force here; 0 when the place has no rules of its own.</summary>
    public int Active { get; init; }
    public bool CanEdit { get; init; }

    /// <summary>An address of the desk, for this place.</summary>
    public string Link(string path, params ReadOnlySpan<(string Name, string Value)> query)
    {
        var all = QueryString.Empty;
        if (EnvironmentId.Length > 0)
            all = all.Add("environment", EnvironmentId);
        foreach (var (name, value) in query)
            all = all.Add(name, value);
        return "/portal/rules" + path + all;
    }
}

/// <summary>The rules in order.</summary>
/// <param name="Place">Where.</param>
/// <param name="Head">The version in force, if one is.</param>
/// <param name="Draft">What is being written, if anything is.</param>
/// <param name="Parts">The parts of the draft, else of what is in force.</param>
/// <param name="Hits">How often clauses decided.</param>
/// <param name="Remarks">What is wrong with the draft.</param>
public sealed record RulesModel(
    DeskPlace Place, VersionHead? Head, RuleDraft? Draft, IReadOnlyList<OutlinePart> Parts, IReadOnlyList<ClauseHits> Hits, IReadOnlyList<Remark> Remarks);

/// <summary>The draft and what is wrong with it.</summary>
/// <param name="Place">Where.</param>
/// <param name="Text">What stands in the box: the draft, or what was typed and not taken.</param>
/// <param name="Edition">The edition the text was made from; 0 when there is no draft yet.</param>
/// <param name="Draft">What is saved.</param>
/// <param name="Remarks">About the text.</param>
/// <param name="Refusal">Why the last thing asked for was not done.</param>
/// <param name="Others">Where the text differs from what somebody else saved.</param>
public sealed record DraftModel(
    DeskPlace Place, string Text, int Edition, RuleDraft? Draft, IReadOnlyList<Remark> Remarks, string? Refusal, IReadOnlyList<IReadOnlyList<DiffLine>>? Others)
{
    public string Note { get; init; } = "";

    /// <summary>Whether the draft says something else than the rules in force.</summary>
    public bool Differs { get; init; }
}

/// <summary>What was published here.</summary>
public sealed record VersionsModel(DeskPlace Place, IReadOnlyList<VersionHead> Versions, bool HasDraft, int? Older, string? Refusal);

/// <summary>One version.</summary>
public sealed record VersionModel(DeskPlace Place, RuleVersion Version);

/// <summary>Two texts beside each other.</summary>
public sealed record DifferenceModel(
    DeskPlace Place, string From, string To, string FromName, string ToName, IReadOnlyList<IReadOnlyList<DiffLine>> Places, IReadOnlyList<(string Value, string Name)> Choices);

/// <summary>An event tried against what is in force and what is being written.</summary>
public sealed record TryModel(DeskPlace Place)
{
    public IReadOnlyList<string> Kinds { get; init; } = [];
    public string Kind { get; init; } = "Purchase";
    public string Payload { get; init; } = "";
    public string Event { get; init; } = "";
    public ReceivedRow? Row { get; init; }

    /// <summary>Why nothing could be tried.</summary>
    public string? Problem { get; init; }

    /// <summary>What a caller would have been told is wrong with the sample.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
    public Trial? Active { get; init; }
    public Trial? Draft { get; init; }
    public bool HasDraft { get; init; }
    public IReadOnlyList<Remark> Remarks { get; init; } = [];
}
