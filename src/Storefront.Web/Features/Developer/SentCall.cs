using System.Text.Json;

namespace Storefront.Web.Features.Developer;

/// <summary>One event on its way to Fraud Protection: what was sent, and every attempt with what came back.</summary>
internal sealed record SentCall
{
    // The first beginning that fits names the document.
    private static readonly (string Path, string Document)[] Documents =
    [
        ("/v1.0/MerchantServices/events/PurchaseStatus", "purchase-approved.md"),
        ("/v1.0/MerchantServices/events/Purchase", "purchase-response.md"),
        ("/v1.0/MerchantServices/events/BankEvent", "purchase-approved.md"),
        ("/v1.0/MerchantServices/events/Refund", "refund.md"),
        ("/v1.0/MerchantServices/events/Chargeback", "chargeback.md"),
        ("/v1.0/MerchantServices/events/UpdateAccount", "user.md"),
        ("/v1.0/MerchantServices/events/Label", "labels.md"),
        ("/v1.0/MerchantServices/events/Sign", "account-protection.md"),
        ("/v1.0/label/account", "labels.md"),
        ("/v1.0/action/account", "account-protection.md"),
        ("/v1.0/observe/account", "account-protection.md"),
        ("/", "custom-assessments.md"),
    ];

    public required int Number { get; init; }

    public required Uri Address { get; init; }

    public required string CorrelationId { get; init; }

    public required string EnvironmentId { get; init; }

    /// <summary>The JSON text, as it went out.</summary>
    public required string Body { get; init; }

    public IReadOnlyList<SentAttempt> Attempts { get; init; } = [];

    public string Path => Address.AbsolutePath;

    public string Name => string.Join(' ', Path.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(part => part is "MerchantServices" or "events" || part[0] == 'v').Where(part => !Guid.TryParse(part, out _)));

    public SentAttempt Last => Attempts[^1];

    /// <summary>In all, pauses between the attempts included.</summary>
    public TimeSpan Took => Last.At + Last.Took - Attempts[0].At;

    public string Document => Documents.First(known => Path.StartsWith(known.Path, StringComparison.OrdinalIgnoreCase)).Document;

    /// <summary>Where the service shows what it made of it.</summary>
    public string? TrackingId
    {
        get
        {
            using var body = JsonDocument.Parse(Body);
            return body.RootElement.EnumerateObject()
                .Where(member => member.Name is "_metadata" or "metadata" && member.Value.ValueKind == JsonValueKind.Object)
                .Select(member => member.Value.TryGetProperty("trackingId", out var id) ? id.GetString() : null)
                .FirstOrDefault();
        }
    }
}

/// <summary>One time it went out. The status is null where none came back; the answer then says what happened instead.</summary>
internal sealed record SentAttempt(DateTimeOffset At, TimeSpan Took, int? Status, string Answer);
