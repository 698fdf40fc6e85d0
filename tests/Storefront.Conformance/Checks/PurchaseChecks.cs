using System.Text.Json.Nodes;

namespace Storefront.Conformance.Checks;

/// <summary>A purchase ID is used once; everything else may be sent as often as one likes, in any order.</summary>
internal static class PurchaseChecks
{
    private const string Once = "responses-and-errors.md 7, once";
    private const string Often = "responses-and-errors.md 8, upsert";
    private const string Path = "/v1.0/MerchantServices/events/";

    public static IEnumerable<Check> All =>
    [
        new(Once, "the same purchase again is the duplicate error, or the first answer", async wire =>
        {
            var purchase = Purchase(wire, "again");
            var first = await wire.PostAsync(Path + "Purchase", purchase);
            Expect.Status(200, first);
            Duplicate(await wire.PostAsync(Path + "Purchase", purchase), first);
        }),
        new(Once, "another body under the same ID too", async wire =>
        {
            var first = await wire.PostAsync(Path + "Purchase", Purchase(wire, "changed"));
            var other = Purchase(wire, "changed");
            other["totalAmount"] = 1;
            Duplicate(await wire.PostAsync(Path + "Purchase", other), first);
        }),
        new(Once, "IDs that differ in case are two purchases", async wire =>
        {
            foreach (var id in new[] { "case-a", "CASE-A" })
                Expect.Status(200, await wire.PostAsync(Path + "Purchase", Purchase(wire, id)));
        }),
        new(Once, "a refused purchase has not used its ID", async wire =>
        {
            var bad = Purchase(wire, "refused");
            bad["totalAmount"] = "a lot";
            Expect.Status(400, await wire.PostAsync(Path + "Purchase", bad));
            Expect.Status(200, await wire.PostAsync(Path + "Purchase", Purchase(wire, "refused")));
        }),
        new(Once, "of twenty at the same moment one is assessed", async wire =>
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => wire.PostAsync(Path + "Purchase", Purchase(wire, "twenty"))));
            var good = answers.Where(answer => answer.Status == 200).ToList();
            Expect.True(good.Count == 1 || good.Count == 20 && good.Select(answer => answer.Text).Distinct().Count() == 1, $"{good.Count} were answered 200");
        }),
        new(Often, "a bank event may come before its purchase, and again", async wire =>
        {
            var bank = Examples.Contract.Request("bank-event-auth-approved.request.json", wire.Run + "-early");
            for (var i = 0; i < 2; i++)
                Expect.Status(200, await wire.PostAsync(Path + "BankEvent", bank));
        }),
        .. new[] { ("Refund", "refund-approved"), ("Chargeback", "chargeback-inquiry"), ("PurchaseStatus", "purchase-status-approved"), ("UpdateAccount", "update-account-profile"), ("Label", "label-tc40") }.Select(pair =>
            new Check(Often, $"{pair.Item1} again is an update", async wire =>
            {
                for (var i = 0; i < 2; i++)
                    Expect.Status(200, await wire.PostAsync(Path + pair.Item1, Examples.Contract.Request(pair.Item2 + ".request.json", wire.Run)));
            })),
        new(Often, "a value that is not listed is accepted in the purchase family", async wire =>
        {
            var status = Examples.Contract.Request("purchase-status-approved.request.json", wire.Run);
            (status["statusType"], status["reason"]) = ("Unknown", "ManualReview_WatchNA");
            Expect.Status(200, await wire.PostAsync(Path + "PurchaseStatus", status));
        }),
    ];

    private static JsonObject Purchase(Wire wire, string id)
    {
        var purchase = Examples.Contract.Request("purchase-minimal.request.json", wire.Run);
        purchase["purchaseId"] = $"{id}-{wire.Run}";
        return purchase;
    }

    private static void Duplicate(Answer answer, Answer first)
    {
        if (answer.Status == 200)
        {
            Expect.True(answer.Text == first.Text, "a second assessment was given");
            return;
        }

        Expect.Status(400, answer);
        Expect.Shape(Examples.Contract.Read("error-400-duplicate-purchase.json"), answer.Json, "ErrorType Message Retryable");
        Expect.Header("ErrorReason", "DuplicatePurchaseId", answer);
    }
}
