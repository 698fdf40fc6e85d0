using Storefront.FraudServer.Events.Answers;
using Storefront.FraudServer.Events.Shapes;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Settings;
using static Storefront.FraudServer.Objects.ObjectKind;

namespace Storefront.FraudServer.Events;

/// <summary>The merchant's own assessments, by their API names, which are compared to the letter (contract, events 8).</summary>
internal sealed class CustomAssessments
{
    public const string FirstVersion = "/v1.0/action/assessment/{apiName}";
    public const string SecondVersion = "/v1.0/assessment/{apiName}";

    private readonly Dictionary<(int Version, string ApiName), EventKind> _published;

    public CustomAssessments(FraudServerSettings settings, ActiveRules rules) => _published = settings.Assessments
        .Where(a => a.Version == 2 || rules.HasRules(a.ApiName)) // the first version needs a rule that can decide
        .ToDictionary(a => (a.Version, a.ApiName), a => a.Version == 1 ? Custom(a) : Second(a));

    public IEnumerable<EventKind> Published => _published.Values;

    /// <summary>The assessment, or one that refuses everything because nobody published it.</summary>
    public EventKind Find(int version, string apiName) => _published.GetValueOrDefault((version, apiName))
        ?? new EventKind("Assessment", "", new Shape(), EventFamily.Assessment(apiName), _ => [])
        {
            Refusal = $"Assessment '{apiName}' was not found or is not published",
        };

    private static EventKind Custom(AssessmentSettings settings) => new(
        settings.ApiName, FirstVersion, AssessmentShapes.Requiring(AssessmentShapes.Custom(settings.ApiName), settings.Required), EventFamily.Assessment(settings.ApiName),
        body => AccountChanges.OfAssessment(settings.ApiName, body, "trackingId"))
    {
        Assessment = new(AssessmentKind.Custom, body => Text(body, "metadata", "trackingId") ?? "", body => Text(body, "metadata", "assessmentType"),
            assessed => AccountAnswer.Custom(assessed, settings.ApiName)) { ApiName = settings.ApiName },
        CountsAs = ["CustomAssessment", settings.ApiName],
    };

    private static EventKind Second(AssessmentSettings settings) => new(
        settings.ApiName, SecondVersion, AssessmentShapes.Requiring(AssessmentShapes.Assessment, settings.Required), EventFamily.Assessment(settings.ApiName),
        body => AccountChanges.OfAssessment(settings.ApiName, body, "eventId"))
    {
        Assessment = new(AssessmentKind.Assessment, body => Text(body, "metadata", "eventId")!, body => Text(body, "metadata", "assessmentType"),
            assessed => AssessmentAnswer.Body(assessed, settings.ApiName)) { ApiName = settings.ApiName },
    };
}
