using System.Text.Json.Nodes;

namespace Storefront.Conformance.Checks;

/// <summary>Account protection has shapes of its own, and enumerations that are closed.</summary>
internal static class AccountChecks
{
    private const string Area = "responses-and-errors.md 6.3, accounts";
    private const string Create = "/v1.0/action/account/create";

    public static IEnumerable<Check> All =>
    [
        new(Area, "the ID in the path may be left out", async wire => Expect.Status(200, await wire.PostAsync(Create, Body(wire)))),
        new(Area, "an ID in the path that is not the body's is refused", async wire => Shape(await wire.PostAsync(Create + "/another", Body(wire)))),
        new(Area, "a missing member is named", async wire =>
        {
            var body = Body(wire);
            body.Remove("device");
            var answer = await wire.PostAsync(Create, body);
            Shape(answer);
            Expect.True(answer.Text.Contains("device", StringComparison.Ordinal), $"device is not named: {answer}");
        }),
        new(Area, "a value that is not listed is refused", async wire =>
        {
            var body = Body(wire);
            body["metadata"]!["assessmentType"] = "Perhaps";
            Shape(await wire.PostAsync(Create, body));
        }),
    ];

    private static JsonObject Body(Wire wire) => Examples.Contract.Request("ap-account-create.request.json", wire.Run);

    private static void Shape(Answer answer)
    {
        Expect.Status(400, answer);
        Expect.Shape(Examples.Contract.Read("error-400-account-protection.json"), answer.Json, "name version code description isRetryable message");
    }
}
