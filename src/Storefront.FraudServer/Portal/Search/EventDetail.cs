using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.Rules;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Search;

/// <summary>Everything a page says about one event.</summary>
public sealed record EventDetail
{
    public required ReceivedRow Row { get; init; }

    /// <summary>The published version that decided; 0 when a file did or nothing was decided.</summary>
    public int RulesVersion { get; init; }

    /// <summary>What else the rules said when the event came in.</summary>
    public JsonObject Detail { get; init; } = [];

    /// <summary>What a draft that ran beside the rules would have decided.</summary>
    public ShadowVerdict? Shadow { get; init; }

    /// <summary>The same rules asked again.</summary>
    public Trial? Again { get; init; }

    /// <summary>Why they were not.</summary>
    public string? NotAgain { get; init; }
    public IReadOnlyList<VelocityNow> Velocities { get; init; } = [];
    public Links Linked { get; init; } = Links.None;
    public IReadOnlyList<SubjectStanding> Subjects { get; init; } = [];
    public bool CanEditLists { get; init; }
    public bool CanComment { get; init; }

    /// <summary>The case it became, if it did.</summary>
    public Storefront.FraudServer.Cases.ReviewCase? Case { get; init; }
    public IReadOnlyList<Storefront.FraudServer.Cases.CaseNote> Notes { get; init; } = [];
    public Form Form { get; init; } = new();
}

/// <summary>What other events share with one, and the newest of them.</summary>
public sealed record Links(IReadOnlyList<SharedLink> Shared, IReadOnlyList<LinkedEvent> Events)
{
    public static Links None { get; } = new([], []);
}

/// <summary>Something that other events hold as well, and how many of them.</summary>
public sealed record SharedLink(string What, string Id, int Events, bool AndMore);

/// <summary>An event and what it shares.</summary>
public sealed record LinkedEvent(ReceivedRow Row, IReadOnlyList<string> Shares);

/// <summary>What a velocity the event counts in answers now.</summary>
public sealed record VelocityNow(string Name, string Key, decimal Hour, decimal Day, decimal Week, decimal Month);

/// <summary>A subject of an event and what its support list says of it now.</summary>
public sealed record SubjectStanding(Subject Subject, string? Status, string? Reason, DateTime? Expires);
