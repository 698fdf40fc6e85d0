using System.Text.Json;
using System.Text.Json.Serialization;
using Storefront.FraudProtection.Events;
using Storefront.Web.Fraud;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Settings;

/// <summary>Fraud Protection gives a merchant one address to test with and another for production.</summary>
internal enum EndpointProfile
{
    Test,
    Production,
}

/// <param name="Url">The address Fraud Protection gave for it.</param>
/// <param name="EnvironmentId">Empty: the one in the shop's files.</param>
/// <param name="Resource">What tokens are for. Empty: the one in the shop's files.</param>
internal sealed record EndpointSettings(string Url = "", string EnvironmentId = "", string Resource = "");

/// <summary>What an administrator settles on the settings page. A saved version of it wins over the files of the shop.</summary>
internal sealed record FraudSettings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public required bool Enabled { get; init; }

    public required AssessmentType AssessmentType { get; init; }

    public required EndpointProfile Profile { get; init; }

    public required EndpointSettings Test { get; init; }

    public required EndpointSettings Production { get; init; }

    /// <summary>In Production the one in the shop's files is used, whatever this says (docs/contract/flows.md C5).</summary>
    public required string ClientId { get; init; }

    public required CredentialChoice Credential { get; init; }

    public required WhenUnavailable WhenUnavailable { get; init; }

    public required decimal? ApproveBelow { get; init; }

    public required int? HoldAtScore { get; init; }

    public required bool KeepAssessments { get; init; }

    /// <summary>How long a held order waits for a person; absent: as long as its authorization allows.</summary>
    public required int? ReviewHours { get; init; }

    public required HoldDefaultAction HoldDefaultAction { get; init; }

    public required int EventBodyDays { get; init; }

    public required int AttemptDays { get; init; }

    public required int MailDays { get; init; }

    [JsonIgnore]
    public EndpointSettings Endpoint => Profile == EndpointProfile.Test ? Test : Production;

    public static FraudSettings Read(string text) =>
        JsonSerializer.Deserialize<FraudSettings>(text, Json) ?? throw new JsonException("The stored settings are empty.");

    public string Write() => JsonSerializer.Serialize(this, Json);
}
