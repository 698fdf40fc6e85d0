using System.Text.Json;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Received;

/// <summary>The two things a reader of the list looks for: which object, and what was said of it.</summary>
internal sealed record EventFacts(string Id, string Note)
{
    private static readonly string[] Ids = ["bankEventId", "refundId", "chargebackId", "labelObjectId", "purchaseId", "signUpId", "signInId", "userId"];
    private static readonly string[] MetadataIds = ["signUpId", "loginId", "accountUpdateId", "eventId", "userId"];
    private static readonly string[] Words = ["type", "labelObjectType", "statusType", "status", "labelState", "reason", "reasonType"];
    private static readonly string[] Kinds = ["type", "labelObjectType", "statusType", "status", "labelState"]; // what has few values
    private static readonly string[] Parts = ["label", "statusDetails"];

    public static EventFacts Of(ReceivedRow row)
    {
        using var body = Body.Parse(row.Request);
        if (row.Status != StatusCodes.Status200OK)
            return new(body is null ? "" : First(body.RootElement), Message(row.Response));
        return body is null ? new("", "") : new(First(body.RootElement), Said(body.RootElement, Words));
    }

    /// <summary>Kind and status of an observation, without reasons that people write.</summary>
    public static string KindOf(byte[] request)
    {
        using var body = Body.Parse(request);
        return body is null ? "" : Said(body.RootElement, Kinds);
    }

    private static string First(JsonElement body) => Ids.Select(id => Text(body, id))
        .Append(Text(Member(body, "label"), "labelObjectId"))
        .Concat(MetadataIds.Select(id => Text(Member(body, "metadata"), id)))
        .FirstOrDefault(id => id is not null) ?? "";

    private static string Said(JsonElement body, string[] words) => string.Join(' ', Parts.Select(part => Member(body, part)).Prepend(body)
        .SelectMany(part => words.Select(word => Text(part, word))).OfType<string>());

    private static string Message(byte[] response)
    {
        using var body = Body.Parse(response);
        return body is null ? "" : Text(body.RootElement, "Message") ?? "";
    }

    private static string? Text(JsonElement body, string name) =>
        Member(body, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement Member(JsonElement body, string name) => body.ValueKind != JsonValueKind.Object ? default : body.EnumerateObject()
        .Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(p => p.Value)
        .FirstOrDefault();
}
