using System.Globalization;

namespace Storefront.Web.Features.Settings;

/// <summary>Settings in the words of the page, and what is different between two versions.</summary>
internal static class SettingsDifference
{
    public static IReadOnlyList<(string Name, string Before, string After)> Of(FraudSettings before, FraudSettings after) =>
    [
        .. Words(before).Zip(Words(after))
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => (pair.First.Name, Shown(pair.First.Value), Shown(pair.Second.Value))),
    ];

    public static IEnumerable<string> Lines(FraudSettings before, FraudSettings after) =>
        Of(before, after).Select(change => $"{change.Name}: {change.Before} → {change.After}");

    private static IEnumerable<(string Name, string Value)> Words(FraudSettings values) =>
    [
        ("Integration", values.Enabled ? "on" : "off"),
        ("Assessment type", values.AssessmentType.ToString()),
        ("Profile in use", values.Profile.ToString()),
        .. Words("Test", values.Test),
        .. Words("Production", values.Production),
        ("Client ID", values.ClientId),
        ("Credential", values.Credential.Label),
        ("When unavailable", values.WhenUnavailable.ToString()),
        ("Approve below", values.ApproveBelow?.ToString("0.00", CultureInfo.InvariantCulture) ?? ""),
        ("Hold at score", values.HoldAtScore?.ToString(CultureInfo.InvariantCulture) ?? ""),
        ("Keep assessments", values.KeepAssessments ? "yes" : "no"),
        ("Review time", values.ReviewHours is { } hours ? $"{hours} h" : ""),
        ("When the review time is over", values.HoldDefaultAction.ToString()),
        ("Keep event bodies", $"{values.EventBodyDays} days"),
        ("Keep attempts", $"{values.AttemptDays} days"),
        ("Keep mails", $"{values.MailDays} days"),
    ];

    private static IEnumerable<(string Name, string Value)> Words(string profile, EndpointSettings endpoint) =>
    [
        ($"{profile} endpoint URL", endpoint.Url),
        ($"{profile} environment ID", endpoint.EnvironmentId),
        ($"{profile} resource", endpoint.Resource),
    ];

    private static string Shown(string value) => value.Length > 0 ? value : "not set";
}
