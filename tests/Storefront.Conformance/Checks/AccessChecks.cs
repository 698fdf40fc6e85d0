namespace Storefront.Conformance.Checks;

/// <summary>Who may call, and by which addresses and headers.</summary>
internal static class AccessChecks
{
    private const string Access = "responses-and-errors.md 6.2, 401";
    private const string Transport = "events.md 1 and 2, transport";

    public static IEnumerable<Check> All =>
    [
        new("events.md 9.4, health", "the ping needs no token and has no body", async wire =>
        {
            var answer = await wire.GetAsync("api/v1/health");
            Expect.Status(200, answer);
            Expect.True(answer.Text.Length == 0, $"a body came: {answer}");
        }),
        new(Access, "no token", async wire => Unauthorized(await SendAsync(wire, ("Authorization", null)))),
        new(Access, "a token that is none", async wire => Unauthorized(await SendAsync(wire, ("Authorization", "Bearer not.a.token")))),
        new(Access, "a token whose content was changed", async wire => Unauthorized(await SendAsync(wire, ("Authorization", "Bearer " + Changed(await wire.TokenAsync()))))),
        new(Access, "the scheme's name in small letters", async wire => Expect.Status(200, await SendAsync(wire, ("Authorization", "bearer " + await wire.TokenAsync())))),
        new(Transport, "paths are found without case", async wire => Expect.Status(200, await SendAsync(wire, "/v1.0/merchantservices/EVENTS/purchasestatus"))),
        new(Transport, "a slash at the end is tolerated", async wire => Expect.Status(200, await SendAsync(wire, Status + "/"))),
        new(Transport, "members are found without case", async wire =>
        {
            var body = Body(wire).ToJsonString().Replace("\"purchaseId\"", "\"PurchaseID\"", StringComparison.Ordinal).Replace("\"statusType\"", "\"StatusType\"", StringComparison.Ordinal);
            Expect.Status(200, await wire.PostTextAsync(Status, body));
        }),
        new(Transport, "unknown members are ignored, null is absent", async wire =>
        {
            var body = Body(wire);
            body["aMemberOfOurOwn"] = "kept";
            body["reason"] = null;
            Expect.Status(200, await wire.PostAsync(Status, body));
        }),
        new(Transport, "another method than POST is not found or not allowed", async wire => Expect.True((await wire.GetAsync(Status)).Status is 404 or 405, "GET was answered")),
        new(Transport, "an unknown path is 404", async wire => Expect.Status(404, await wire.PostAsync("/v1.0/MerchantServices/events/NoSuchEvent", Body(wire)))),
        new(Transport, "an unknown environment is refused with its name", async wire =>
        {
            var answer = await SendAsync(wire, ("x-ms-dfpenvid", "no-such-environment"));
            Expect.Status(400, answer);
            Expect.True(answer.Text.Contains("no-such-environment", StringComparison.Ordinal), $"the environment is not named: {answer}");
        }),
        new("responses-and-errors.md 1, correlation", "a GUID comes back as it was sent", async wire => await EchoAsync(wire, Guid.NewGuid().ToString())),
        new("responses-and-errors.md 1, correlation", "so does text that is no GUID", async wire => await EchoAsync(wire, "order 17 of today")),
        new("responses-and-errors.md 1, correlation", "without one the service makes one", async wire =>
        {
            var answer = await SendAsync(wire, ("x-ms-correlation-id", null));
            Expect.True(Guid.TryParse(answer.Headers.GetValueOrDefault("x-ms-correlation-id"), out _), $"x-ms-correlation-id is {answer.Headers.GetValueOrDefault("x-ms-correlation-id") ?? "missing"}");
        }),
    ];

    private const string Status = "/v1.0/MerchantServices/events/PurchaseStatus";

    private static System.Text.Json.Nodes.JsonObject Body(Wire wire) => Examples.Contract.Request("purchase-status-approved.request.json", wire.Run);

    private static Task<Answer> SendAsync(Wire wire, params (string Name, string? Value)[] headers) => wire.PostAsync(Status, Body(wire), headers);

    private static Task<Answer> SendAsync(Wire wire, string path) => wire.PostAsync(path, Body(wire));

    private static async Task EchoAsync(Wire wire, string id) => Expect.Header("x-ms-correlation-id", id, await SendAsync(wire, ("x-ms-correlation-id", id)));

    private static void Unauthorized(Answer answer)
    {
        Expect.Status(401, answer);
        Expect.Shape(Examples.Contract.Read("error-401-token-missing.json"), answer.Json, "statusCode message");
        foreach (var header in new[] { "ErrorSource", "ErrorMessage", "ErrorScope", "ErrorSection", "ErrorStatusCode", "ErrorReason" })
            Expect.True(answer.Headers.ContainsKey(header), $"the header {header} is missing");
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var claims = parts[1].ToCharArray();
        claims[^3] = claims[^3] == 'A' ? 'B' : 'A';
        return $"{parts[0]}.{new string(claims)}.{parts[2]}";
    }
}
