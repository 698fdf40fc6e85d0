using System.Text.Json.Nodes;

namespace Storefront.Conformance.Checks;

/// <summary>Every request of the contract's examples, answered as documented.</summary>
internal static class ExampleChecks
{
    private const string Always = "MerchantRuleDecision RiskScore ReasonCodes MIDFlag PolicyApplied PurchaseId";

    public static IEnumerable<Check> All => Examples.Contract.All
        .Where(example => (string)example["kind"]! == "request" && (string)example["event"]! != "Token")
        .Select(example => new Check($"examples, {example["event"]}", (string)example["file"]!, wire => LookAsync(wire, example)));

    private static async Task LookAsync(Wire wire, JsonObject example)
    {
        var file = (string)example["file"]!;
        var path = Examples.Contract.PathOf(example, wire.Run);
        var answer = await wire.PostAsync(path, Examples.Contract.Request(file, wire.Run));
        if (path.Contains("/assessment/", StringComparison.Ordinal) && answer.Status == 400)
            throw new NotSupportedHereException("there is no such custom assessment; the operator defines them");

        Expect.Status(200, answer);
        Expect.Header("Content-Type", "application/json; charset=utf-8", answer);
        var documented = Examples.Contract.Read((string)example["answers"]![0]!);
        if ((string)example["event"]! == "Purchase")
            Purchase(documented, answer);
        else
            Other(documented, answer);
    }

    private static void Purchase(JsonNode documented, Answer answer)
    {
        var details = answer.Json?["resultDetails"];
        Expect.Shape(documented["resultDetails"], details, Always);
        Expect.True((string?)details!["MerchantRuleDecision"] is "Approve" or "Reject" or "Review" or "Challenge", $"MerchantRuleDecision is {details["MerchantRuleDecision"]}");
        Expect.True((int)details["RiskScore"]! is >= -1 and <= 1000, $"RiskScore is {details["RiskScore"]}");
    }

    private static void Other(JsonNode documented, Answer answer)
    {
        Expect.Shape(documented, answer.Json, string.Join(' ', documented.AsObject().Where(member => member.Value is not null && member.Key is not "diagnostics").Select(member => member.Key)));
        if (documented["resultDetails"] is JsonObject details)
            Expect.Shape(details, answer.Json!["resultDetails"], "");
        if (documented["resultDetails"] is JsonObject acknowledgement && acknowledgement.ContainsKey("Succeeded"))
            Expect.True((bool?)answer.Json!["resultDetails"]!["Succeeded"] == true, $"it was not acknowledged: {answer}");
        if (documented["resultDetails"] is JsonArray told && answer.Json!["resultDetails"] is JsonArray { Count: > 0 } came)
            Expect.Shape(told[0], came[0], "decision");
    }
}
