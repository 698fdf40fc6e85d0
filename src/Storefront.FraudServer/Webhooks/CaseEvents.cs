using System.Globalization;
using System.Text;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Webhooks;

/// <summary>Writes down for the shop what was decided about a case, in the transaction that decides it. What the shop decided by itself it knows.</summary>
internal sealed class CaseEvents(FraudServerSettings settings)
{
    public const string Name = "FraudProtection.CaseManagement.Events";

    public void Tell(WriteSession session, long sequence, bool? isFraud)
    {
        if (settings.Webhook.Url is null || CaseLog.Find(session, sequence) is not { DecidedAt: { } at } known)
            return;
        var correlationId = (string)session.Scalar("SELECT correlation_id FROM received WHERE sequence = $1", sequence)!;
        session.Execute(
            "INSERT INTO webhook_delivery (sequence, body, created_at, state, attempts, next_at) VALUES ($1, $2, $3, 'waiting', 0, $3)",
            sequence, Encoding.UTF8.GetString(Body(known, at, correlationId, isFraud)), at.ToUnixTimeMilliseconds());
    }

    /// <summary>A decision as it is told.</summary>
    public static byte[] Body(ReviewCase known, DateTimeOffset at, string correlationId, bool? isFraud) => Wire.Object(json =>
    {
        json.WriteString("name", Name);
        json.WriteString("version", "1.0");
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"case-{known.Sequence}"));
        json.WriteString("timestamp", at);
        json.WriteString("environmentId", known.EnvironmentId);
        json.WriteString("correlationId", correlationId);
        json.WriteNumber("caseId", known.Sequence);
        json.WriteString("eventType", known.Event);
        json.WriteString("eventId", known.SubjectId);
        json.WriteString("queue", known.Queue);
        json.WriteString("decision", known.Decision);
        json.WriteString("reason", known.Reason);
        json.WriteString("agent", known.DecidedBy);
        json.WriteString("means", known.Means);
        if (isFraud is { } fraud)
            json.WriteBoolean("isFraud", fraud);
        json.WriteString("caseCreatedTimestamp", known.OpenedAt);
        json.WriteString("decisionTimestamp", at);
    });
}
