using System.Text.Json.Nodes;

namespace Storefront.Conformance.Checks;

/// <summary>What is wrong with an event is told in the shape of its family.</summary>
internal static class ErrorChecks
{
    private const string Area = "responses-and-errors.md 6.1, 400";
    private const string Path = "/v1.0/MerchantServices/events/Purchase";

    public static IEnumerable<Check> All =>
    [
        new(Area, "a missing member is named", wire => RefusedAsync(wire, body => body.Remove("purchaseId"), "purchaseId")),
        new(Area, "a value of the wrong type is named", wire => RefusedAsync(wire, body => body["totalAmount"] = true, "totalAmount")),
        new(Area, "customData over 256 characters is refused", wire => RefusedAsync(wire, body => body["customData"] = new JsonObject { ["long"] = new string('x', 257) }, "customData")),
        new(Area, "a body that is no JSON object is refused", async wire =>
        {
            foreach (var text in new[] { "", "not JSON", "[]", "{" })
                Shape(await wire.PostTextAsync(Path, text));
        }),
    ];

    private static async Task RefusedAsync(Wire wire, Action<JsonObject> spoil, string names)
    {
        var body = Examples.Contract.Request("purchase-minimal.request.json", wire.Run);
        body["purchaseId"] = $"spoiled-{names}-{wire.Run}";
        spoil(body);
        var answer = await wire.PostAsync(Path, body);
        Shape(answer);
        Expect.True(answer.Text.Contains(names, StringComparison.Ordinal), $"{names} is not named: {answer}");
    }

    private static void Shape(Answer answer)
    {
        Expect.Status(400, answer);
        Expect.Shape(Examples.Contract.Read("error-400-missing-required.json"), answer.Json, "ErrorType Message Retryable");
        Expect.True((string?)answer.Json!["ErrorType"] == "ClientError" && (bool?)answer.Json["Retryable"] == false, $"it is no client error: {answer}");
    }
}
