using Storefront.FraudServer.Events;

namespace Storefront.FraudServer.Objects;

/// <summary>What a merchant told of an event afterwards; the worst counts.</summary>
internal sealed class Aftermath(Standing standing)
{
    public const string Nothing = "nothing known";
    public const string Refund = "refund";
    public const string Fraud = "labelled fraud";
    public const string Chargeback = "chargeback";

    /// <summary>What was told of the event of this kind and ID.</summary>
    public string Of(string environmentId, string eventName, string id)
    {
        if (eventName != EventKind.Purchase.Name)
            return LabelTypes(eventName).Any(type => IsFraud(environmentId, type, id)) ? Fraud : Nothing;
        return standing.ChargebacksOf(environmentId, id).Count > 0 ? Chargeback
            : IsFraud(environmentId, "Purchase", id) ? Fraud
            : standing.RefundsOf(environmentId, id).Count > 0 ? Refund
            : Nothing;
    }

    public bool IsFraud(string environmentId, string type, string id) =>
        standing.LabelOf(environmentId, type, id)?.Outcome is { } label && label.Contains("fraud", StringComparison.OrdinalIgnoreCase) && !label.Contains("not", StringComparison.OrdinalIgnoreCase);

    private static string[] LabelTypes(string eventName) => eventName switch
    {
        "SignUp" or "AccountCreation" => ["AccountCreation"],
        "SignIn" or "AccountLogin" => ["AccountLogin"],
        _ => ["GenericEvent"],
    };
}
