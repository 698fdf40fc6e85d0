using System.Globalization;
using System.Text;

namespace Storefront.Web.Features.Shared;

/// <summary>Text as people type it when they look for something: no capitals, no accents.</summary>
internal static class PlainText
{
    public static string Of(string text)
    {
        if (System.Text.Ascii.IsValid(text))
            return text.ToLowerInvariant();

        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
                plain.Append(Letters(letter));
        return plain.ToString();
    }

    /// <summary>The words in it: runs of letters and digits.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var plain = Of(text);
        for (int start = 0, end; start < plain.Length; start = end + 1)
        {
            for (end = start; end < plain.Length && char.IsLetterOrDigit(plain[end]);)
                end++;
            if (end > start)
                yield return plain[start..end];
        }
    }

    // Letters that are not a letter and a mark to Unicode, but are to people with another keyboard.
    private static string Letters(char letter) => letter switch
    {
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => letter.ToString(),
    };
}
