using System.Collections.Frozen;

namespace Storefront.FraudServer.Rules.Outside;

/// <summary>The market a country belongs to, for tables that do not say: NA, LATAM, EMEA, APAC, as sales regions usually are.</summary>
internal static class Markets
{
    private const string NorthAmerica = "US CA MX";
    private const string LatinAmerica = "AG AI AR AW BB BL BM BO BQ BR BS BZ CL CO CR CU CW DM DO EC FK GD GF GP GT GY HN HT JM KN KY LC MF MQ MS NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI";
    private const string AsiaPacific = "AS AU BD BN BT CC CK CN CX FJ FM GU HK ID IN IO JP KH KI KP KR LA LK MH MM MN MO MP MV MY NC NF NP NR NU NZ PF PG PH PN PW SB SG TH TK TL TO TV TW VN VU WF WS";

    private static readonly FrozenDictionary<string, string> Known = Countries(NorthAmerica, "NA").Concat(Countries(LatinAmerica, "LATAM")).Concat(Countries(AsiaPacific, "APAC"))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Empty for no country.</summary>
    public static string Of(string countryCode) => countryCode.Length != 2 ? "" : Known.GetValueOrDefault(countryCode, "EMEA");

    private static IEnumerable<KeyValuePair<string, string>> Countries(string codes, string market) => codes.Split(' ').Select(code => KeyValuePair.Create(code, market));
}
