namespace Storefront.Web.Payments;

/// <summary>Amounts as the bank takes them: whole cents, yen or thousandths of a dinar (ISO 4217).</summary>
internal static class MinorUnits
{
    private static readonly HashSet<string> WithoutDecimals =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];

    private static readonly HashSet<string> WithThree = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <exception cref="PaymentUnavailableException">The currency has fewer decimals than the amount; nothing is rounded on the way to a bank.</exception>
    public static long Of(decimal amount, string currency)
    {
        var factor = WithoutDecimals.Contains(currency) ? 1 : WithThree.Contains(currency) ? 1000 : 100;
        return amount is >= 0 and <= 1_000_000_000 && decimal.IsInteger(amount * factor)
            ? (long)(amount * factor)
            : throw new PaymentUnavailableException($"The bank cannot be asked for {amount} {currency}: too many decimals, too much, or below zero.");
    }
}
