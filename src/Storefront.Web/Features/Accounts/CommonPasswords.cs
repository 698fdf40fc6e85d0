using System.Collections.Frozen;

namespace Storefront.Web.Features.Accounts;

/// <summary>
/// Knows the passwords that are guessed first. Lists of breached passwords are mostly a few words with something around them, so
/// a short list of words, with figures taken for the letters they stand for, refuses most of what people choose in a hurry; a
/// long one has those that were used most, word for word.
/// </summary>
internal static class CommonPasswords
{
    private const int ShortestPattern = 4;

    private static readonly FrozenSet<string> Words = Read("common-passwords.txt").ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Leaked = Read("leaked-passwords.txt").ToFrozenSet(StringComparer.Ordinal);

    /// <param name="own">Words that are easily guessed for this person: name, mailbox, shop.</param>
    public static bool Include(string password, params IEnumerable<string> own)
    {
        var plain = password.ToLowerInvariant();
        if (Repeats(plain) || RunsOn(plain) || Leaked.Contains(plain))
            return true;

        // What stands around a word is taken away before figures are read as letters: the 0 of 2026 is none.
        var readings = new[] { plain, Unmasked(plain.TrimEnd(Around(plain))), Unmasked(plain.Trim(Around(plain))) }
            .Select(text => new string([.. text.Where(char.IsLetter)]))
            .ToList();
        var guessable = own.Select(word => word.ToLowerInvariant()).Where(word => word.Length >= ShortestPattern).ToList();
        return readings.Exists(word => Words.Contains(word) || Words.Contains(Half(word)) || guessable.Contains(word));
    }

    private static char[] Around(string text) => [.. text.Where(sign => !char.IsLetter(sign)).Distinct()];

    /// <summary>The word in a word said twice.</summary>
    private static string Half(string word) =>
        word.Length % 2 == 0 && word.AsSpan(0, word.Length / 2).SequenceEqual(word.AsSpan(word.Length / 2)) ? word[..(word.Length / 2)] : word;

    private static string Unmasked(string text) => new([.. text.Select(Unmask)]);

    /// <summary>aaaaaaaaaaaa, abcabcabcabc.</summary>
    private static bool Repeats(string text) =>
        Enumerable.Range(1, Math.Max(text.Length / 3, 1)).Any(length => text.Length % length == 0 && string.Concat(Enumerable.Repeat(text[..length], text.Length / length)) == text);

    /// <summary>123456789012, abcdefghijkl, and the same backwards.</summary>
    private static bool RunsOn(string text) =>
        text.Zip(text.Skip(1), Step).All(step => step == 1) || text.Zip(text.Skip(1), Step).All(step => step == -1);

    private static int Step(char left, char right) => (left, right) switch
    {
        ('9', '0') => 1,
        ('0', '9') => -1,
        _ => right - left,
    };

    private static char Unmask(char sign) => sign switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => sign,
    };

    private static IEnumerable<string> Read(string list)
    {
        using var reader = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream(list)!);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }
}
