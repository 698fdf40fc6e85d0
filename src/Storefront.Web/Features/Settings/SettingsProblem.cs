using System.Text.RegularExpressions;

namespace Storefront.Web.Features.Settings;

/// <summary>A problem in the words of a refused start, told beside the field of the settings page it is about.</summary>
internal static partial class SettingsProblem
{
    public static (string Field, string Message) Of(string problem, EndpointProfile profile)
    {
        var key = Key().Match(problem) is { Success: true } match ? match.Groups["key"].Value : "";
        var field = key switch
        {
            "Endpoint" => $"{profile}.Url",
            "EnvironmentId" or "Resource" => $"{profile}.{key}",
            "ReviewTime" => nameof(SettingsForm.ReviewHours),
            "ClientId" or "AssessmentType" or "WhenUnavailable" or "ApproveBelow" or "HoldAtScore" or "EventBodyDays" or "AttemptDays" or "MailDays" => key,
            _ when problem.Contains("credential", StringComparison.Ordinal) => nameof(SettingsForm.Credential),
            _ => "",
        };
        return (field, problem);
    }

    [GeneratedRegex("^(FraudProtection|Retention)(:|__)(?<key>[A-Za-z]+)", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Key();
}
