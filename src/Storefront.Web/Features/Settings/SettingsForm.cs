using System.Globalization;
using Storefront.FraudProtection.Events;
using Storefront.Web.Fraud;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Settings;

/// <summary>The settings page as it was typed. Numbers stay text until they are read, so that what was typed comes back.</summary>
internal sealed class SettingsForm
{
    /// <summary>The version this was made from.</summary>
    public int Version { get; set; }

    public bool Enabled { get; set; }

    public AssessmentType AssessmentType { get; set; }

    public EndpointProfile Profile { get; set; }

    public EndpointForm Test { get; set; } = new();

    public EndpointForm Production { get; set; } = new();

    public string? ClientId { get; set; }

    public string? Credential { get; set; }

    public WhenUnavailable WhenUnavailable { get; set; }

    public string? ApproveBelow { get; set; }

    public string? HoldAtScore { get; set; }

    public bool KeepAssessments { get; set; }

    public string? ReviewHours { get; set; }

    public HoldDefaultAction HoldDefaultAction { get; set; }

    public string? EventBodyDays { get; set; }

    public string? AttemptDays { get; set; }

    public string? MailDays { get; set; }

    /// <summary>Save although no connection could be had.</summary>
    public bool Insist { get; set; }

    public static SettingsForm Of(SettingsInForce settings)
    {
        var values = settings.Values;
        return new SettingsForm
        {
            Version = settings.Version,
            Enabled = values.Enabled,
            AssessmentType = values.AssessmentType,
            Profile = values.Profile,
            Test = EndpointForm.Of(values.Test),
            Production = EndpointForm.Of(values.Production),
            ClientId = settings.Fraud.Options.ClientId,
            Credential = values.Credential.Key,
            WhenUnavailable = values.WhenUnavailable,
            ApproveBelow = values.ApproveBelow?.ToString("0.00", CultureInfo.InvariantCulture),
            HoldAtScore = Text(values.HoldAtScore),
            KeepAssessments = values.KeepAssessments,
            ReviewHours = Text(values.ReviewHours),
            HoldDefaultAction = values.HoldDefaultAction,
            EventBodyDays = Text(values.EventBodyDays),
            AttemptDays = Text(values.AttemptDays),
            MailDays = Text(values.MailDays),
        };
    }

    /// <summary>What was meant. Read it where <see cref="Mistakes"/> found none.</summary>
    /// <param name="now">For what the page does not ask.</param>
    /// <param name="credential">The place chosen from the list.</param>
    public FraudSettings Read(FraudSettings now, CredentialChoice credential) => now with
    {
        Enabled = Enabled,
        AssessmentType = AssessmentType,
        Profile = Profile,
        Test = Test.Read(),
        Production = Production.Read(),
        ClientId = ClientId is null ? now.ClientId : ClientId.Trim(),
        Credential = credential,
        WhenUnavailable = WhenUnavailable,
        ApproveBelow = Money(ApproveBelow),
        HoldAtScore = Number(HoldAtScore),
        KeepAssessments = KeepAssessments,
        ReviewHours = Number(ReviewHours),
        HoldDefaultAction = HoldDefaultAction,
        EventBodyDays = Number(EventBodyDays) ?? 0,
        AttemptDays = Number(AttemptDays) ?? 0,
        MailDays = Number(MailDays) ?? 0,
    };

    /// <summary>What no reading of it could mean, in the order of the page.</summary>
    public IEnumerable<(string Field, string Message)> Mistakes(TimeSpan longestHold)
    {
        foreach (var mistake in Test.Mistakes(nameof(Test), Enabled && Profile == EndpointProfile.Test).Concat(Production.Mistakes(nameof(Production), Enabled && Profile == EndpointProfile.Production)))
            yield return mistake;
        if (Wrong(ApproveBelow, Money(ApproveBelow)) || Money(ApproveBelow) < 0)
            yield return (nameof(ApproveBelow), "Enter an amount, like 150.00.");
        else if (WhenUnavailable == WhenUnavailable.Approve && Money(ApproveBelow) is null)
            yield return (nameof(ApproveBelow), "Enter the amount below which orders go on without an answer, like 150.00.");
        if (Wrong(HoldAtScore, Number(HoldAtScore)) || Number(HoldAtScore) is < 0 or > 1000)
            yield return (nameof(HoldAtScore), "Enter a score from 0 to 1000, or leave it empty.");
        if (Wrong(ReviewHours, Number(ReviewHours)) || Number(ReviewHours) is < 1 || Number(ReviewHours) > longestHold.TotalHours)
            yield return (nameof(ReviewHours), $"Enter hours from 1 to {(int)longestHold.TotalHours}, or leave it empty.");
        foreach (var (field, text) in new[] { (nameof(EventBodyDays), EventBodyDays), (nameof(AttemptDays), AttemptDays), (nameof(MailDays), MailDays) })
        {
            if (Number(text) is not (>= 1 and <= 3650))
                yield return (field, "Enter days from 1 to 3650.");
        }
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Two places at most: a third would be rounded without a word.
    private static decimal? Money(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var money)
        && decimal.Round(money, 2) == money && money < 1_000_000_000m ? money : null;

    private static bool Wrong<T>(string? text, T? read)
        where T : struct => !string.IsNullOrWhiteSpace(text) && read is null;
}

internal sealed class EndpointForm
{
    public string? Url { get; set; }

    public string? EnvironmentId { get; set; }

    public string? Resource { get; set; }

    public static EndpointForm Of(EndpointSettings endpoint) => new() { Url = endpoint.Url, EnvironmentId = endpoint.EnvironmentId, Resource = endpoint.Resource };

    public EndpointSettings Read() => new(Url?.Trim() ?? "", EnvironmentId?.Trim() ?? "", Resource?.Trim() ?? "");

    public IEnumerable<(string Field, string Message)> Mistakes(string profile, bool isUsed)
    {
        var (url, environmentId, resource) = Read();
        if (isUsed && url.Length == 0)
            yield return ($"{profile}.Url", $"Enter the {profile.ToLowerInvariant()} endpoint URL. Fraud Protection gives it to you.");
        else if (url.Length > 0 && !IsSafe(url))
            yield return ($"{profile}.Url", "Enter an address that begins with https://. http is for this machine only.");
        if (environmentId.Length > 200 || environmentId.Any(char.IsWhiteSpace))
            yield return ($"{profile}.EnvironmentId", "Enter the environment ID without blanks, or leave it empty.");
        if (resource.Length > 0 && !Uri.TryCreate(resource, UriKind.Absolute, out _))
            yield return ($"{profile}.Resource", "Enter an address like https://api.dfp.dynamics.com, or leave it empty.");
    }

    private static bool IsSafe(string url) =>
        url.Length <= 500 && Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
