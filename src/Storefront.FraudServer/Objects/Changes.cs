using System.Globalization;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;
using static Storefront.FraudServer.Objects.ObjectKind;

namespace Storefront.FraudServer.Objects;

/// <summary>Which things an event creates or updates, by its own IDs (contract, responses 8).</summary>
internal static class Changes
{
    public static IEnumerable<ObjectChange> OfPurchase(JsonObject purchase)
    {
        yield return new(Purchase, Text(purchase, "purchaseId")!, purchase);
        if (purchase["user"] is not JsonObject user || Text(user, "userId") is not { } userId)
            yield break;

        var known = (JsonObject)user.DeepClone();
        if (purchase["paymentInstrumentList"] is JsonArray instruments)
        {
            var list = (JsonArray)instruments.DeepClone();
            foreach (var instrument in list.OfType<JsonObject>())
                instrument.Remove("purchaseAmount"); // of this purchase, not of the instrument
            known["paymentInstrumentList"] = list;
        }

        yield return new(User, userId, known);
    }

    public static IEnumerable<ObjectChange> OfAccount(JsonObject account) => [new(User, Text(account, "userId")!, account)];

    /// <summary>A status has no ID of its own: it is its purchase, its moment and its word.</summary>
    public static IEnumerable<ObjectChange> OfStatus(JsonObject status)
    {
        _ = Dates.TryRead(Text(status, "statusDate")!, out var at);
        var id = string.Create(CultureInfo.InvariantCulture, $"{Text(status, "purchaseId")}/{at.UtcTicks}/{Text(status, "statusType")!.ToLowerInvariant()}");
        return [new(Status, id, status)];
    }

    public static IEnumerable<ObjectChange> OfBankEvent(JsonObject e) => [new(BankEvent, Text(e, "bankEventId")!, e)];

    public static IEnumerable<ObjectChange> OfRefund(JsonObject refund) => [new(Refund, Text(refund, "refundId")!, refund)];

    public static IEnumerable<ObjectChange> OfChargeback(JsonObject chargeback) => [new(Chargeback, Text(chargeback, "chargebackId")!, chargeback)];

    /// <summary>Who signs up is known as a user once there is an ID.</summary>
    public static IEnumerable<ObjectChange> OfSignUp(JsonObject signUp)
    {
        yield return new(SignUp, Text(signUp, "signUpId")!, signUp);
        if (Text(signUp, "user", "userId") is { } userId)
            yield return new(User, userId, (JsonObject)signUp["user"]!);
    }

    public static IEnumerable<ObjectChange> OfSignUpStatus(JsonObject status)
    {
        _ = Dates.TryRead(Text(status, "statusDate")!, out var at);
        var id = string.Create(CultureInfo.InvariantCulture, $"{Text(status, "signUpId")}/{at.UtcTicks}/{Text(status, "statusType")!.ToLowerInvariant()}");
        return [new(SignUpStatus, id, status)];
    }

    /// <summary>What is known of a sign-in leaves out the hash of the password.</summary>
    public static IEnumerable<ObjectChange> OfSignIn(JsonObject signIn)
    {
        var kept = (JsonObject)signIn.DeepClone();
        kept.Remove("passwordHash");
        return [new(SignIn, Text(signIn, "signInId")!, kept)];
    }

    /// <summary>The tracking ID is one per label; without it the label is what it is about, who says so and when.</summary>
    public static IEnumerable<ObjectChange> OfLabel(JsonObject label)
    {
        var id = Text(label["_metadata"] as JsonObject, "trackingId")
            ?? string.Join('/', Label.Subject(label), Text(label, "labelSource"), Text(label, "eventTimeStamp"));
        return [new(Label, id, label)];
    }
}
