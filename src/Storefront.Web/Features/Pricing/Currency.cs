using System.Globalization;

namespace Storefront.Web.Features.Pricing;

/// <summary>A currency the shop can sell in. Those with three or four decimals are left out: money is kept in hundredths.</summary>
internal sealed record Currency(string Code, string Symbol, int Decimals)
{
    private const string TwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP "
        + "ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL "
        + "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
        + "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW";

    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "¥", ["INR"] = "₹", ["KRW"] = "₩", ["CAD"] = "CA$", ["AUD"] = "A$", ["NZD"] = "NZ$", ["BRL"] = "R$", ["MXN"] = "MX$",
    };

    private static readonly Dictionary<string, Currency> All =
        TwoDecimals.Split(' ').Select(code => Make(code, 2))
            .Concat(NoDecimals.Split(' ').Select(code => Make(code, 0)))
            .ToDictionary(currency => currency.Code, StringComparer.Ordinal);

    public static Currency? Find(string code) => All.GetValueOrDefault(code);

    /// <summary>Half a unit goes away from zero, as a shopper with pencil and paper would do it.</summary>
    public decimal Round(decimal amount) => decimal.Round(amount, Decimals, MidpointRounding.AwayFromZero);

    /// <summary>As the pages write it, which are in English: $1,234.50.</summary>
    public string Format(decimal amount) =>
        (amount < 0 ? "-" : "") + Symbol + Math.Abs(amount).ToString(Decimals == 0 ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);

    /// <summary>Without the decimals where they say nothing: $50.</summary>
    public string FormatShort(decimal amount) => amount == decimal.Truncate(amount) ? Symbol + amount.ToString("#,0", CultureInfo.InvariantCulture) : Format(amount);

    private static Currency Make(string code, int decimals) => new(code, Symbols.GetValueOrDefault(code, code + "\u00a0"), decimals);
}
