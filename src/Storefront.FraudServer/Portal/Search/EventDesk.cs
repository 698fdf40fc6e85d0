using System.Globalization;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.Rules;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Search;

/// <summary>Puts together what is known about one event.</summary>
internal sealed class EventDesk(
    ReceivedLog received, ShadowLog shadows, Trials trials, RuleVersions versions, ActiveRules rules, Counting counting, StoredVelocities velocities, ListFolder lists, CaseLog cases, EventNotes notes, TimeProvider time)
{
    private const int MostLinked = 20;
    private const int MostLinkedEvents = 50;
    private const int MostVelocities = 50;

    /// <summary>Null when there is no such event.</summary>
    public EventDetail? Find(long sequence, bool canEditLists)
    {
        if (received.Find(sequence) is not { } row)
            return null;
        using var document = Body.Parse(row.Request);
        var body = document is null ? null : JsonObject.Create(document.RootElement.Clone());
        var detail = new EventDetail
        {
            Row = row,
            Detail = row.Verdict?.Detail is { } said ? JsonNode.Parse(said)!.AsObject() : [],
            CanEditLists = canEditLists,
            Shadow = shadows.About(sequence),
            Case = cases.Find(sequence),
            Notes = notes.Of(sequence),
            Linked = body is null ? Links.None : LinkedTo(row, body),
            Subjects = body is null ? [] : [.. Subject.Of(body).Select(Standing)],
        };
        detail = detail with { RulesVersion = detail.Detail["rulesVersion"]?.GetValue<int>() ?? 0 };
        if (row.Status != StatusCodes.Status200OK || trials.Read(row, out _) is not { } tried)
            return detail;
        var (again, problem, ruling) = tried.Asked is null ? (null, null, null) : Again(tried, detail);
        return detail with { Again = again, NotAgain = problem, Velocities = Now(tried, ruling) };
    }

    // The version that decided is asked, which may not be the one in force.
    private (Trial?, string?, Ruling?) Again(TrialEvent tried, EventDetail detail)
    {
        if (detail.RulesVersion == 0 || tried.Asked!.ApiName.Length > 0)
            return trials.Again(tried, null, rules.InForce.Of(tried.Environment).Name);
        for (var place = tried.Environment; place is not null; place = place.Parent)
            if (versions.Find(place.Id, detail.RulesVersion) is { } own && own.Head.At <= detail.Row.At)
                return trials.Again(tried, own, PublishedRules.NameOf(place.Id, own.Number));
        return trials.Again(tried, versions.Find("", detail.RulesVersion), PublishedRules.NameOf("", detail.RulesVersion));
    }

    private List<VelocityNow> Now(TrialEvent tried, Ruling? ruling)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return [.. counting.Of(tried.Kind, tried.Body, ruling, tried.Environment, tried.At, tried.CorrelationId).Take(MostVelocities).Select(update =>
        {
            decimal In(int length, WindowUnit unit) => velocities.Read(update.Environment, update.Velocity, update.Key, new VelocityWindow(length, unit), now);
            return new VelocityNow(update.Velocity.Split('@')[0], update.Key, In(1, WindowUnit.Hour), In(1, WindowUnit.Day), In(7, WindowUnit.Day), In(30, WindowUnit.Day));
        })];
    }

    /// <summary>Other events that share something with it: an ID, a person, a card, a device.</summary>
    public Links LinkedTo(ReceivedRow row)
    {
        using var document = Body.Parse(row.Request);
        return document is null ? Links.None : LinkedTo(row, JsonObject.Create(document.RootElement.Clone())!);
    }

    private Links LinkedTo(ReceivedRow row, JsonObject body)
    {
        var shared = EventLinks.Shared(body).Select(link => (link.What, link.Id, Rows: received.Before(long.MaxValue, EventLinks.Asked(link.Id), MostLinked + 2)
            .Where(other => other.Sequence != row.Sequence && other.EnvironmentId == row.EnvironmentId).ToList())).Where(link => link.Rows.Count > 0).ToList();
        var events = shared.SelectMany(link => link.Rows.Select(other => (Row: other, link.What))).GroupBy(one => one.Row.Sequence)
            .Select(group => new LinkedEvent(group.First().Row, [.. group.Select(one => one.What).Distinct(StringComparer.Ordinal)])).OrderByDescending(linked => linked.Row.Sequence);
        return new Links([.. shared.Select(link => new SharedLink(link.What, link.Id, Math.Min(link.Rows.Count, MostLinked), link.Rows.Count > MostLinked))], [.. events.Take(MostLinkedEvents)]);
    }

    private SubjectStanding Standing(Subject subject)
    {
        var entry = lists.Lists.Support(subject.List)?.Find(subject.Value.Trim(), time.GetUtcNow().UtcDateTime);
        return new(subject, entry?.Status.ToString(), entry?.Reason, entry?.Expires);
    }

    /// <summary>A number as people read it.</summary>
    public static string Shown(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
