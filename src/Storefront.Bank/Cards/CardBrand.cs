using System.Globalization;

namespace Storefront.Bank.Cards;

/// <summary>What a card number says about itself: whose it is, how long it must be, and whether its digits agree.</summary>
internal sealed record CardBrand(string Name, string Lengths, int CodeLength, Func<int, bool> HasLength, Func<int, bool> HasPrefix)
{
    // HasPrefix is asked with the first six digits. The narrow ranges stand before the wide ones that hold them.
    private static readonly CardBrand[] All =
    [
        new("American Express", "15", 4, length => length == 15, bin => bin / 10_000 is 34 or 37),
        new("Diners Club", "14 to 19", 3, length => length is >= 14 and <= 19, bin => bin / 1000 is (>= 300 and <= 305) or 309 || bin / 10_000 is 36 or 38 or 39),
        new("JCB", "16 to 19", 3, length => length is >= 16 and <= 19, bin => bin / 100 is >= 3528 and <= 3589),
        new("Discover", "16 to 19", 3, length => length is >= 16 and <= 19, bin => bin / 100 == 6011 || bin / 1000 is >= 644 and <= 659),
        new("UnionPay", "16 to 19", 3, length => length is >= 16 and <= 19, bin => bin / 10_000 is 62 or 81),
        new("Mastercard", "16", 3, length => length == 16, bin => bin / 10_000 is >= 51 and <= 55 || bin / 100 is >= 2221 and <= 2720),
        new("Visa", "13, 16 or 19", 3, length => length is 13 or 16 or 19, bin => bin / 100_000 == 4),
        new("Maestro", "12 to 19", 3, length => length is >= 12 and <= 19, bin => bin / 10_000 is 50 or (>= 56 and <= 61) or (>= 63 and <= 69)),
    ];

    public static CardBrand? Of(string digits) =>
        digits.Length >= 6 && int.TryParse(digits.AsSpan(0, 6), NumberStyles.None, CultureInfo.InvariantCulture, out var bin) ? Array.Find(All, brand => brand.HasPrefix(bin)) : null;

    /// <summary>Luhn: every second digit from the right doubled, digits summed, divisible by ten.</summary>
    public static bool DigitsAgree(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1)
                digit = digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;

            sum += digit;
        }

        return sum % 10 == 0;
    }
}
