namespace Storefront.Web.Payments;

/// <summary>
/// The shop's only door to money. A provider with a card page of its own can stand behind it: the shopper types the
/// card there, and the shop sees a token. The pretend bank implements it; a real provider's client replaces that class.
/// </summary>
/// <remarks>
/// Every money call carries a key made once, stored by the caller before the call. The same key with the same request
/// is the same operation however often it is sent, also at the same time, and gets the same answer. The same key with
/// another request is refused and changes nothing. Refusals of the bank are answers
/// (<see cref="PaymentOutcome.Declined"/>). Where no usable answer came within the limit, or the call itself was wrong,
/// <see cref="PaymentUnavailableException"/> is thrown: then it is unknown whether the bank did it, and the same call is
/// to be repeated, or the authorization voided. Nothing else is thrown, except that the caller's own cancellation
/// leaves as <see cref="OperationCanceledException"/>. No call is repeated inside.
/// </remarks>
public interface IPaymentProvider
{
    /// <summary>
    /// Opens one visit to the provider's card page and returns its address. The shopper goes there by GET and comes
    /// back by GET to <see cref="CardEntry.ReturnTo"/>, its own query kept: with <c>reference</c> added when a card was
    /// given, without it when the shopper turned back. Nothing is charged or reserved by that.
    /// </summary>
    Task<Uri> StartCardEntryAsync(CardEntry entry, CancellationToken cancellationToken);

    /// <summary>
    /// Exchanges the reference for the card, once. Null: unknown, used before, older than 10 minutes, or made for
    /// another checkout. A reference presented for another checkout stays usable for its own.
    /// </summary>
    Task<PaymentCard?> RedeemAsync(string reference, string checkout, CancellationToken cancellationToken);

    /// <summary>
    /// Reserves the amount on the card. Approved: captures up to the amount succeed until the authorization's lifetime
    /// ends (7 days unless the provider is set otherwise). Its <see cref="AuthorizeRequest.Key"/> names the
    /// authorization in the calls below.
    /// </summary>
    Task<PaymentAnswer> AuthorizeAsync(AuthorizeRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Takes money of an approved authorization, at most its amount, once. Declined: the card refused, or there is no
    /// such authorization, or it has expired, was voided or captured under another key.
    /// </summary>
    Task<PaymentAnswer> CaptureAsync(CaptureRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Ends whatever was made under the authorization's key: releases what is reserved, gives back what was captured
    /// and not yet refunded. Always approved, also when the bank never saw that key: an authorization that arrives
    /// under it later is declined.
    /// </summary>
    Task<PaymentAnswer> VoidAsync(VoidRequest request, CancellationToken cancellationToken);

    /// <summary>Gives money back. Declined when it is more than was captured and not yet given back.</summary>
    Task<PaymentAnswer> RefundAsync(RefundRequest request, CancellationToken cancellationToken);
}

/// <param name="Checkout">What the reference will be bound to.</param>
/// <param name="ReturnTo">Where the card page sends the shopper back to; absolute.</param>
/// <param name="Amount">Shown to the shopper, not charged.</param>
/// <param name="Currency">ISO 4217, as in every request here.</param>
public sealed record CardEntry(string Checkout, Uri ReturnTo, decimal Amount, string Currency);

/// <param name="Token">Stands for the card in <see cref="AuthorizeRequest"/>.</param>
/// <param name="Fingerprint">The same for the same card number, however often it is entered; says nothing about it.</param>
/// <param name="Bin">The first six digits.</param>
/// <param name="LastFour">The last four digits.</param>
/// <param name="Brand">Visa, Mastercard, American Express, Discover, Diners Club, JCB, UnionPay or Maestro.</param>
/// <param name="Expiry">MM/YY.</param>
/// <param name="HolderName">As typed on the card page.</param>
public sealed record PaymentCard(string Token, string Fingerprint, string Bin, string LastFour, string Brand, string Expiry, string HolderName);

/// <param name="Key">Names the authorization, here and in every later call about it. Keys and references have at most 100 characters.</param>
/// <param name="CardToken">From <see cref="PaymentCard.Token"/>.</param>
/// <param name="Amount">At most as many decimals as the currency has.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Reference">The purchase ID; the bank's ledger can be read by it.</param>
/// <param name="MerchantId">The merchant account to use; null for the bank's default.</param>
public sealed record AuthorizeRequest(string Key, string CardToken, decimal Amount, string Currency, string Reference, string? MerchantId);

public sealed record CaptureRequest(string Key, string AuthorizationKey, decimal Amount, string Currency, string Reference);

public sealed record VoidRequest(string Key, string AuthorizationKey, string Reference);

public sealed record RefundRequest(string Key, string AuthorizationKey, decimal Amount, string Currency, string Reference);

public enum PaymentOutcome
{
    Approved,
    Declined,
}

/// <param name="Outcome">Approved or declined; matched exhaustively by the shop.</param>
/// <param name="ResponseCode">The processor's code; <c>A000</c> when approved. The bank's README lists them.</param>
/// <param name="Processor">Who answered.</param>
/// <param name="MerchantReferenceNumber">The bank's own number for the operation.</param>
/// <param name="MerchantId">The merchant account that was used.</param>
/// <param name="At">When the bank did it; the same in every repeated answer.</param>
public sealed record PaymentAnswer(
    PaymentOutcome Outcome, string ResponseCode, string Processor, string MerchantReferenceNumber, string MerchantId, DateTimeOffset At);
