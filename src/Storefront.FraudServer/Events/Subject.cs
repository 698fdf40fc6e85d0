using System.Text.Json.Nodes;
using Storefront.FraudServer.Objects;

namespace Storefront.FraudServer.Events;

/// <summary>Somebody or something an event is about that a support list may hold.</summary>
/// <param name="List">The support list.</param>
/// <param name="What">What it is, for people.</param>
/// <param name="Value">What the list is asked for.</param>
public sealed record Subject(string List, string What, string Value)
{
    private static readonly (string List, string What, string[][] Paths)[] Known =
    [
        ("Email Support List", "E-mail", [["user", "email"], ["email", "emailValue"], ["user", "username"]]),
        ("IP Support List", "IP address", [["deviceContext", "ipAddress"], ["device", "ipAddress"]]),
        ("User Support List", "User", [["user", "userId"], ["user", "id"], ["userId"]]),
        ("Device Support List", "Device", [["deviceContext", "externalDeviceId"], ["device", "externalDeviceId"]]),
    ];

    /// <summary>All of them in an event, each once; the places are those the shipped rules look at.</summary>
    public static IReadOnlyList<Subject> Of(JsonObject body)
    {
        var found = Known.SelectMany(known => known.Paths.Select(path => (known.List, known.What, Value: At(body, path))))
            .Where(s => s.List != "Email Support List" || (s.Value?.Contains('@', StringComparison.Ordinal) ?? false));
        var instruments = (body["paymentInstrumentList"] as JsonArray ?? body["paymentInstruments"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(i => (List: "Payment Support List", What: "Payment instrument", Value: ObjectKind.Text(i, "merchantPaymentInstrumentId")));
        return [.. found.Concat(instruments).Where(s => s.Value is { Length: > 0 }).Select(s => new Subject(s.List, s.What, s.Value!)).Distinct()];
    }

    private static string? At(JsonObject body, string[] path) =>
        path.Length == 1 ? ObjectKind.Text(body, path[0]) : ObjectKind.Text(body, path[0], path[1]);
}
