namespace BringYourOwnBank;

/// <summary>The provider's words, as its reference prints them. Amounts are whole cents.</summary>
internal sealed record Money(long Value, string Currency);

internal sealed record NewSession(string Reference, Uri ReturnUrl, Money Amount);

internal sealed record Session(Uri Url);

internal sealed record Redemption(string Token, string Reference);

internal sealed record StoredCard(string Id, string Fingerprint, string Bin, string Last4, string Scheme, string Expiry, string Holder);

internal sealed record NewPayment(string Reference, string CardId, Money Amount, string Description, string? Account);

internal sealed record PaymentChange(Money Amount);

internal sealed record Cancellation(string PaymentReference);

/// <param name="PaymentId">The provider's own number for the payment.</param>
/// <param name="OperationId">And for this operation.</param>
/// <param name="Status">authorized, captured, cancelled, refunded or refused.</param>
/// <param name="RefusalCode">Why it was refused.</param>
/// <param name="Account">The merchant account that was used.</param>
/// <param name="At">When.</param>
internal sealed record Operation(string PaymentId, string OperationId, string Status, string? RefusalCode, string Account, DateTimeOffset At);
