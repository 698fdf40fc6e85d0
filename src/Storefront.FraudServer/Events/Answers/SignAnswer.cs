using Storefront.FraudServer.Objects;

namespace Storefront.FraudServer.Events.Answers;

/// <summary>A ruling as the answer to a sign-up or sign-in of purchase protection (contract, responses 3.4).</summary>
internal static class SignAnswer
{
    public static byte[] Up(Assessed assessed) => Body(assessed, "SignUpId", "signUpId");

    public static byte[] In(Assessed assessed) => Body(assessed, "SignInId", "signInId");

    private static byte[] Body(Assessed assessed, string name, string id) => Wire.Object(json =>
    {
        var ruling = assessed.Ruling;
        json.WriteStartObject("resultDetails");
        json.WriteString(name, ObjectKind.Text(assessed.Event, id));
        json.WriteString("MerchantRuleDecision", assessed.Shown.ToString());
        json.WriteNumber("RiskScore", ruling.RiskScore);
        json.WriteString("ReasonCodes", ruling.ReasonCodes);
        RuleEvaluations.Write(json, "RuleEvaluations", ruling.RuleEvaluations);
        json.WriteString("ClauseName", ruling.Clause.Length > 0 ? ruling.Clause : null);
        DeviceAttributes.WritePurchase(json, assessed.Device);
        if (ruling.Diagnostics.Count > 0)
        {
            json.WriteStartObject("Diagnostics");
            Diagnostics.Write(json, ruling.Diagnostics);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });
}
