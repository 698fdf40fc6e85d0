namespace BringYourOwnBank;

/// <summary>What the provider remembers: payments by the merchant's reference, and every operation by its key.</summary>
internal sealed class PretendLedger
{
    public const string GoodCard = "card-good";
    public const string RefusedCard = "card-refused";

    private readonly Lock gate = new();
    private readonly Dictionary<string, Payment> payments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (object Asked, Operation Done)> operations = new(StringComparer.Ordinal);

    public Operation? Find(string reference)
    {
        lock (gate)
            return payments.TryGetValue(reference, out var payment) ? payment.Done(payment.Status) : null;
    }

    public Operation? Authorize(string key, NewPayment asked) => Once(key, asked, () =>
    {
        if (payments.TryGetValue(asked.Reference, out var before)) // it was cancelled before it came
            return before.Done("refused", "cancelled");
        var payment = payments[asked.Reference] = new Payment(asked.Amount.Value) { Status = asked.CardId == GoodCard ? "authorized" : "refused" };
        return payment.Done(payment.Status, payment.Status == "refused" ? "do_not_honor" : null);
    });

    public Operation? Capture(string key, string id, PaymentChange asked) => Once(key, (id, asked), () => On(id, payment =>
    {
        if (payment.Status != "authorized" || asked.Amount.Value > payment.Amount)
            return payment.Done("refused", "not_capturable");
        (payment.Status, payment.Captured) = ("captured", asked.Amount.Value);
        return payment.Done("captured");
    }));

    public Operation? Refund(string key, string id, PaymentChange asked) => Once(key, (id, asked), () => On(id, payment =>
    {
        if (payment.Refunded + asked.Amount.Value > payment.Captured)
            return payment.Done("refused", "more_than_captured");
        payment.Refunded += asked.Amount.Value;
        return payment.Done("refunded");
    }));

    /// <summary>Also of a payment that never came: then it never will.</summary>
    public Operation? Cancel(string key, Cancellation asked) => Once(key, asked, () =>
    {
        if (!payments.TryGetValue(asked.PaymentReference, out var payment))
            payment = payments[asked.PaymentReference] = new Payment(0);
        (payment.Status, payment.Refunded) = ("cancelled", payment.Captured);
        return payment.Done("cancelled");
    });

    private Operation? Once(string key, object asked, Func<Operation> act)
    {
        lock (gate)
        {
            if (operations.TryGetValue(key, out var before))
                return before.Asked.Equals(asked) ? before.Done : null;
            var done = act();
            operations[key] = (asked, done);
            return done;
        }
    }

    private Operation On(string id, Func<Payment, Operation> act) =>
        payments.Values.FirstOrDefault(payment => payment.Id == id) is { } found ? act(found) : new Payment(0).Done("refused", "unknown_payment");

    private sealed class Payment(long amount)
    {
        public string Id { get; } = Guid.NewGuid().ToString("N");

        public long Amount { get; } = amount;

        public string Status { get; set; } = "";

        public long Captured { get; set; }

        public long Refunded { get; set; }

        public Operation Done(string status, string? refusal = null) => new(Id, Guid.NewGuid().ToString("N"), status, refusal, "main", TimeProvider.System.GetUtcNow());
    }
}
