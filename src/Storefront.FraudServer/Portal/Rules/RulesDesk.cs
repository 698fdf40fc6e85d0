using System.Globalization;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.Api;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules.Lists;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Rules;

/// <summary>What the pages of the rules show.</summary>
internal sealed class RulesDesk(
    ActiveRules rules, RuleVersions versions, RuleCompiler compiler, RuleHits hits, Trials trials, MerchantEnvironments environments, ReceivedLog received,
    ListFolder lists, FraudServerSettings settings, CustomAssessments assessments)
{
    private const int PageLength = 50;
    private const string Sample =
        """
        {
          "purchaseId": "sample-1",
          "assessmentType": "Protect",
          "totalAmount": 129.90,
          "currency": "USD",
          "merchantLocalDate": "2026-03-15T11:04:30Z",
          "user": { "userId": "u-1", "email": "nora@example.com" },
          "_metadata": { "trackingId": "t-1" }
        }
        """;

    /// <summary>Null when there is no such environment.</summary>
    public DeskPlace? Place(string environmentId, bool canEdit)
    {
        var environment = environments.Find(environmentId);
        if (environmentId.Length > 0 && environment is null)
            return null;
        return new DeskPlace
        {
            EnvironmentId = environment?.Id ?? "",
            Name = environment?.Name ?? "every environment",
            Choices = [("", "Every environment"), .. environments.All.Select(e => (e.Id, e.Name == e.Id ? e.Id : $"{e.Name} ({e.Id})"))],
            File = rules.IsFile ? rules.Name : null,
            Active = versions.LastNumber(environment?.Id ?? ""),
            CanEdit = canEdit,
        };
    }

    public RulesModel Overview(DeskPlace place)
    {
        var draft = versions.Draft(place.EnvironmentId);
        return new RulesModel(place, place.File is null && place.Active > 0 ? versions.Find(place.EnvironmentId, place.Active)!.Head : null, draft,
            RuleOutline.Of(draft?.Text ?? TextInForce(place)), hits.Of(place.EnvironmentId), draft is null ? [] : Check(draft.Text));
    }

    /// <summary>Null when there is no event of that name.</summary>
    public WordsModel? Words(DeskPlace place, string? asked)
    {
        var kinds = EventKind.All.Concat(assessments.Published).ToList();
        if (kinds.Find(kind => kind.Name == (asked ?? EventKind.Purchase.Name)) is not { } shown)
            return null;
        var parts = RuleOutline.Of(versions.Draft(place.EnvironmentId)?.Text ?? TextInForce(place));
        string[] Inside(string kind) => [.. parts.Where(part => part.Kind == kind).SelectMany(part => part.Clauses, (part, clause) => kind == "set" ? $"Velocity.{clause.Name}" : $"Functions.{part.Name}(…).{clause.Name}").Distinct(StringComparer.Ordinal)];
        return new WordsModel(place,
        [
            ("Velocities", Inside("set")), ("Functions", Inside("function")),
            ("External calls", [.. settings.ExternalCalls.Select(call => $"External.{call.Name}({string.Join(", ", call.Parameters)})")]),
            ("Assessments", [.. settings.Assessments.Where(a => a.Version == 2).Select(a => $"Assessments.{a.ApiName}")]),
            ("Lists", [.. lists.Lists.CustomNames.Order(StringComparer.OrdinalIgnoreCase).Select(lists.Lists.Custom).OfType<CustomList>().Select(list => $"{list.Name} ({string.Join(", ", list.Columns)})")]),
            ("Support lists", SupportList.Names), ("Queues", ["General", .. settings.Queues]),
        ], [.. kinds.Select(kind => kind.Name)], shown.Name,
        [
            .. ApiEvent.Of(shown).Members.Select(member => new EventMember($"@\"{member.Name.Replace("[]", "", StringComparison.Ordinal)}\"", member.Type, member.Limits)),
            .. shown.Assessment is null ? [] : Added,
        ]);
    }

    // What the service adds to an event that is judged.
    private static readonly EventMember[] Added =
    [
        new("@\"riskScore\"", "whole number", "purchases and accounts, in clauses with stage=risk"),
        new("@\"botScore\"", "whole number", "accounts, in clauses with stage=bot or stage=risk"),
        new("@\"deviceAttributes.trueIp\"", "text", "where the browser was fingerprinted; the other names are in docs/device-fingerprinting.md"),
    ];

    public DraftModel Draft(DeskPlace place)
    {
        var draft = versions.Draft(place.EnvironmentId);
        var text = draft?.Text ?? TextInForce(place);
        return new DraftModel(place, text, draft?.Edition ?? 0, draft, draft is null ? [] : Check(text), null, null) { Differs = text != TextInForce(place) };
    }

    /// <summary>A draft that was not taken, with what was typed, so that nothing is lost.</summary>
    public DraftModel Refused(DeskPlace place, string typed, string refusal)
    {
        var draft = versions.Draft(place.EnvironmentId);
        return new DraftModel(place, typed, draft?.Edition ?? 0, draft, [], refusal, LineDiff.Places(draft?.Text ?? "", typed)) { Differs = true };
    }

    public VersionsModel Versions(DeskPlace place, int before, string? refusal = null)
    {
        var found = versions.Before(place.EnvironmentId, before, PageLength + 1);
        return new VersionsModel(place, [.. found.Take(PageLength)], versions.Draft(place.EnvironmentId) is not null, found.Count > PageLength ? found[PageLength - 1].Number : null, refusal);
    }

    public VersionModel? Version(DeskPlace place, int number) => versions.Find(place.EnvironmentId, number) is { } version ? new(place, version) : null;

    /// <summary>Null when one of the two texts is not there.</summary>
    public DifferenceModel? Difference(DeskPlace place, string? from, string? to)
    {
        var hasDraft = versions.Draft(place.EnvironmentId) is not null;
        from ??= hasDraft ? "active" : Math.Max(1, place.Active - 1).ToString(CultureInfo.InvariantCulture);
        to ??= hasDraft ? "draft" : "active";
        if (TextOf(place, from) is not { } before || TextOf(place, to) is not { } after)
            return null;
        List<(string, string)> choices = [("active", NameOf("active"))];
        if (hasDraft)
            choices.Add(("draft", NameOf("draft")));
        choices.AddRange(versions.Before(place.EnvironmentId, int.MaxValue, 200).Select(v => (v.Number.ToString(CultureInfo.InvariantCulture), $"version {v.Number}")));
        return new DifferenceModel(place, from, to, NameOf(from), NameOf(to), LineDiff.Places(before, after), choices);
    }

    public TryModel Try(DeskPlace place) => new(place) { Kinds = [.. Trials.Kinds.Select(k => k.Name)], Payload = Sample, HasDraft = versions.Draft(place.EnvironmentId) is not null };

    public TryModel TryStored(DeskPlace place, string asked)
    {
        var model = Try(place) with { Event = asked };
        var row = long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? received.Find(sequence) : null;
        row ??= received.Before(long.MaxValue, asked, 100).FirstOrDefault(r => r.Verdict is not null);
        if (row is null)
            return model with { Problem = $"No assessed event has the number or names the ID '{asked}'." };
        return Try(model with { Row = row }, trials.Stored(row, out var problem), problem);
    }

    public TryModel TrySample(DeskPlace place, string kind, string payload)
    {
        var environment = environments.Find(place.EnvironmentId) ?? environments.All.FirstOrDefault() ?? new(place.EnvironmentId, null, place.EnvironmentId, null);
        return Try(Try(place) with { Kind = kind, Payload = payload }, trials.Sample(kind, payload, environment, out var problem), problem);
    }

    public string TextInForce(DeskPlace place) => (rules.InForce.Own(place.EnvironmentId) ?? Inherited(place)).Book.Text;

    private PublishedRules Inherited(DeskPlace place) => environments.Find(place.EnvironmentId) is { } environment ? rules.InForce.Of(environment) : rules.InForce.Own("")!;

    private IReadOnlyList<Remark> Check(string text) => Remark.Of(compiler.Compile(text, "draft").Diagnostics);

    private TryModel Try(TryModel model, TrialEvent? tried, string? problem)
    {
        if (tried is null)
            return model with { Problem = problem };
        model = model with { Problems = tried.Problems, Active = trials.Active(tried) };
        if (tried.Asked!.ApiName.Length > 0 || versions.Draft(model.Place.EnvironmentId) is not { } draft)
            return model;
        var (trial, remarks) = trials.Draft(draft.Text, tried);
        return model with { Draft = trial, Remarks = remarks };
    }

    private string? TextOf(DeskPlace place, string which) => which switch
    {
        "active" => TextInForce(place),
        "draft" => versions.Draft(place.EnvironmentId)?.Text,
        _ => int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? versions.Find(place.EnvironmentId, number)?.Text : null,
    };

    private static string NameOf(string which) => which switch { "active" => "in force", "draft" => "draft", _ => $"version {which}" };
}
