namespace Storefront.Bank.Money;

/// <summary>One operation the bank did or declined. Its key occurs once.</summary>
internal sealed record LedgerEntry(
    long Sequence,
    DateTimeOffset At,
    Operation Operation,
    string Key,
    string RequestDigest,
    string Reference,
    long Amount,
    string? Currency,
    string ResponseCode,
    string ReferenceNumber,
    string MerchantId)
{
    public const string Processor = "PretendBank";

    public string Outcome => ResponseCode == ResponseCodes.Approved ? "Approved" : "Declined";
}

/// <summary>What a money call comes to.</summary>
internal abstract record Recording
{
    /// <summary>Done now or before; <paramref name="Late"/>: the card's answers take their time.</summary>
    public sealed record Done(LedgerEntry Entry, bool Late) : Recording;

    /// <summary>The key belongs to another request; nothing was done.</summary>
    public sealed record KeyTaken : Recording;

    /// <summary>The card never answers; nothing was done, and nothing will be said.</summary>
    public sealed record Silence : Recording;
}
