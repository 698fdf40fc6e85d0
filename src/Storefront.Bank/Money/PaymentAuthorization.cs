using Storefront.Bank.Cards;

namespace Storefront.Bank.Money;

/// <summary>Money reserved on a card, and what became of it. Each step answers with a response code and changes nothing unless approved.</summary>
internal sealed record PaymentAuthorization
{
    public required string Key { get; init; }

    public required bool Approved { get; init; }

    public required CardBehaviour Behaviour { get; init; }

    public required long Amount { get; init; }

    /// <summary>Null where a void came before the authorization: nothing is known of it then.</summary>
    public required string? Currency { get; init; }

    public required string MerchantId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public long? Captured { get; init; }

    /// <summary>Of what was captured, how much has gone back, by refunds or by voiding.</summary>
    public long Returned { get; init; }

    public bool IsVoided { get; init; }

    public (string Code, PaymentAuthorization After) Capture(long amount, string currency, DateTimeOffset now)
    {
        if (IsVoided)
            return (ResponseCodes.Voided, this);

        if (!Approved)
            return (ResponseCodes.NoAuthorization, this);

        if (Captured is not null)
            return (ResponseCodes.AlreadyCaptured, this);

        if (now >= ExpiresAt)
            return (ResponseCodes.AuthorizationExpired, this);

        if (currency != Currency)
            return (ResponseCodes.OtherCurrency, this);

        if (amount > Amount)
            return (ResponseCodes.MoreThanAuthorized, this);

        return Behaviour == CardBehaviour.DeclinesCapture
            ? (ResponseCodes.CaptureDeclined, this)
            : (ResponseCodes.Approved, this with { Captured = amount });
    }

    /// <summary>Ends it and says how much that released or gave back.</summary>
    public (long Amount, PaymentAuthorization After) Void()
    {
        var open = IsVoided || !Approved ? 0 : Captured is { } captured ? captured - Returned : Amount;
        return (open, this with { Returned = Captured ?? 0, IsVoided = true });
    }

    public (string Code, PaymentAuthorization After) Refund(long amount, string currency)
    {
        if (Captured is not { } captured)
            return (ResponseCodes.NothingCaptured, this);

        if (currency != Currency)
            return (ResponseCodes.OtherCurrency, this);

        return amount > captured - Returned
            ? (ResponseCodes.MoreThanCaptured, this)
            : (ResponseCodes.Approved, this with { Returned = Returned + amount });
    }
}
