using System.Text.Json.Nodes;
using static Storefront.FraudServer.Objects.ObjectKind;

namespace Storefront.FraudServer.Events;

/// <summary>What an event is found by: the IDs it names, and who and what it is about.</summary>
internal static class EventLinks
{
    private const int Most = 50;
    private static readonly string[] Top = ["purchaseId", "userId", "refundId", "chargebackId", "bankEventId", "labelObjectId", "signUpId", "signInId"];
    private static readonly string[] Metadata = ["trackingId", "signUpId", "loginId", "accountUpdateId", "userId", "eventId"];
    private static readonly string[][] Devices = [["deviceContext", "deviceContextId"], ["device", "deviceContextId"], ["deviceFingerprinting", "id"]];

    /// <summary>All of it, as it is kept: an e-mail address also in lower case, as which it is asked for.</summary>
    public static IEnumerable<string> Of(JsonObject body) => Shared(body).SelectMany(link => new[] { link.Id, Asked(link.Id) }).Distinct(StringComparer.Ordinal).Take(Most);

    /// <summary>The form in which a text that somebody typed is asked for.</summary>
    public static string Asked(string typed) => typed.Contains('@', StringComparison.Ordinal) ? typed.Trim().ToLowerInvariant() : typed.Trim();

    /// <summary>What other events may share with it, and what that is, for people.</summary>
    public static IEnumerable<(string What, string Id)> Shared(JsonObject body) => Top.Select(id => (id, Text(body, id)))
        .Concat(Metadata.Select(id => (id, Text(body, "metadata", id))))
        .Append(("userId", Text(body, "user", "userId")))
        .Append(("trackingId", Text(body, "_metadata", "trackingId")))
        .Append(("userId", Text(body, "user", "id")))
        .Append(("labelObjectId", Text(body, "label", "labelObjectId")))
        .Concat(Subject.Of(body).Select(subject => (subject.What, (string?)subject.Value)))
        .Concat(Devices.Select(path => ("device session", Text(body, path[0], path[1]))))
        .Where(link => !string.IsNullOrWhiteSpace(link.Item2))
        .Select(link => (link.Item1, link.Item2!))
        .DistinctBy(link => link.Item2, StringComparer.Ordinal);
}
