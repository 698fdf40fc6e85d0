using System.Text.Json;

namespace Storefront.FraudServer.Portal.DataSubjects;

/// <summary>Whose data is meant: a user, an e-mail address, or one event and what belongs to it.</summary>
public sealed record DataSubject(string Kind, string Value)
{
    public const string User = "user";
    public const string Email = "email";
    public const string Event = "event";
    public const int Longest = 320;

    private static readonly string[][] UserPaths = [["userId"], ["user", "userId"], ["user", "id"], ["metadata", "userId"]];
    private static readonly string[][] EmailPaths = [["email"], ["user", "email"], ["email", "emailValue"], ["user", "username"]];
    private static readonly string[][] DevicePaths = [["deviceFingerprinting", "id"], ["deviceContext", "deviceContextId"], ["device", "deviceContextId"], ["deviceContextId"]];

    // What other events name an event by.
    private static readonly string[][] PurposePaths = [["purchaseId"], ["signUpId"], ["signInId"], ["metadata", "signUpId"], ["metadata", "loginId"]];

    private static readonly string[][] EventPaths =
    [
        .. PurposePaths, ["refundId"], ["chargebackId"], ["bankEventId"], ["labelObjectId"], ["label", "labelObjectId"],
        ["_metadata", "trackingId"], ["metadata", "trackingId"], ["metadata", "accountUpdateId"], ["metadata", "eventId"],
    ];

    private static readonly string[][] LabelPaths = [["labelObjectId"], ["label", "labelObjectId"]];

    /// <summary>Null for what is none.</summary>
    public static DataSubject? Of(string kind, string value) =>
        kind is User or Email or Event && value.Trim() is { Length: > 0 and <= Longest } text && (kind != Email || text.Contains('@', StringComparison.Ordinal)) ? new(kind, text) : null;

    /// <summary>Whether a body is about the subject.</summary>
    internal bool IsIn(JsonElement body) => Kind switch
    {
        Email => body.Holds(Value),
        User => body.TextsAt([.. UserPaths, .. LabelPaths]).Contains(Value, StringComparer.Ordinal),
        _ => body.TextsAt(EventPaths).Contains(Value, StringComparer.Ordinal),
    };

    /// <summary>Whether it is worth reading a body: most do not hold the value at all, which is seen without.</summary>
    internal bool MayBeIn(string json) => MayHold(json, Value);

    /// <summary>Whether a text may stand in JSON, where any character of it may be escaped.</summary>
    internal static bool MayHold(string json, string text) => json.Contains(text, StringComparison.OrdinalIgnoreCase) || json.Contains('\\', StringComparison.Ordinal);

    internal static IEnumerable<string> UsersIn(JsonElement body) => body.TextsAt(UserPaths);

    internal static IEnumerable<string> EmailsIn(JsonElement body) => body.TextsAt(EmailPaths).Where(text => text.Contains('@', StringComparison.Ordinal));

    internal static IEnumerable<string> DevicesIn(JsonElement body) => body.TextsAt(DevicePaths);

    internal static IEnumerable<string> FollowedFrom(JsonElement body) => body.TextsAt(PurposePaths);
}
