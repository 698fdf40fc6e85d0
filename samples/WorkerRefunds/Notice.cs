using System.Text.Json;
using Storefront.FraudProtection.Events;

namespace WorkerRefunds;

/// <summary>What a file of the queue says.</summary>
/// <param name="Kind">refund or chargeback.</param>
/// <param name="Id">One for the whole life of the refund or dispute; the same again updates it.</param>
/// <param name="PurchaseId">The purchase, as Fraud Protection knows it.</param>
/// <param name="Amount">Part of a purchase is allowed.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Status">A word of the event: Approved, Declined, Unknown; Inquiry, Accepted, Disputed, Reversed.</param>
/// <param name="At">When the bank said so.</param>
/// <param name="Reason">For a refund FraudRefund, CustomerRequest or NonFraudRefund; for a chargeback the bank's own words.</param>
internal sealed record Notice(string Kind, string Id, string PurchaseId, decimal Amount, string Currency, string Status, DateTimeOffset At, string? Reason = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <exception cref="JsonException">It is no notice.</exception>
    public static Notice Read(string text) => JsonSerializer.Deserialize<Notice>(text, Json) ?? throw new JsonException("The file is empty.");

    public FraudEvent ToEvent() => Kind switch
    {
        "refund" => new Refund
        {
            RefundId = Id,
            PurchaseId = PurchaseId,
            Amount = Amount,
            Currency = Currency,
            Status = new RefundStatus(Status),
            Reason = Reason is null ? null : new RefundReason(Reason),
            BankEventTimestamp = At,
        },
        "chargeback" => new Chargeback
        {
            ChargebackId = Id,
            PurchaseId = PurchaseId,
            Amount = Amount,
            Currency = Currency,
            Status = new ChargebackStatus(Status),
            Reason = Reason,
            BankEventTimestamp = At,
        },
        _ => throw new JsonException($"The kind is '{Kind}'; there are refund and chargeback."),
    };
}
