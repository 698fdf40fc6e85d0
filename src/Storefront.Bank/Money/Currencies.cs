using System.Globalization;

namespace Storefront.Bank.Money;

/// <summary>How many decimals a currency has (ISO 4217), to show whole minor units as people write them.</summary>
internal static class Currencies
{
    private static readonly HashSet<string> WithoutDecimals =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];

    private static readonly HashSet<string> WithThree = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    public static bool IsCode(string? currency) => currency is { Length: 3 } && currency.All(char.IsAsciiLetterUpper);

    public static decimal Major(long amount, string currency) => new(
        (int)(amount & uint.MaxValue), (int)(amount >> 32), 0, isNegative: false, (byte)Decimals(currency));

    public static string Show(long amount, string currency) =>
        Major(amount, currency).ToString("N" + Decimals(currency), CultureInfo.InvariantCulture) + " " + currency;

    private static int Decimals(string currency) => WithoutDecimals.Contains(currency) ? 0 : WithThree.Contains(currency) ? 3 : 2;
}
