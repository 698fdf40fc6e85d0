namespace Storefront.FraudServer.Rules.Outside;

/// <summary>The character classes of <c>ContainsOnly</c> and its kin; a union is a set of flags.</summary>
[Flags]
internal enum CharSets
{
    None = 0,
    Alphabetic = 1,
    Apostrophe = 2,
    Asperand = 4,
    Backslash = 8,
    Comma = 16,
    Hyphen = 32,
    Numeric = 64,
    Period = 128,
    Slash = 256,
    Underscore = 512,
    WhiteSpace = 1024,
}

internal static class CharSetTests
{
    /// <summary>Every character is in the union.</summary>
    public static bool ContainsOnly(string text, CharSets wanted) => text.Length > 0 && text.All(c => (ClassOf(c) & wanted) != CharSets.None);

    /// <summary>Every class is there at least once; other characters may be too.</summary>
    public static bool ContainsAll(string text, CharSets wanted) =>
        text.Length > 0 && (text.Aggregate(CharSets.None, (seen, c) => seen | ClassOf(c)) & wanted) == wanted;

    public static bool ContainsAny(string text, CharSets wanted) => text.Any(c => (ClassOf(c) & wanted) != CharSets.None);

    private static CharSets ClassOf(char c) => c switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' => CharSets.Alphabetic,
        >= '0' and <= '9' => CharSets.Numeric,
        '\'' => CharSets.Apostrophe,
        '@' => CharSets.Asperand,
        '\\' => CharSets.Backslash,
        ',' => CharSets.Comma,
        '-' => CharSets.Hyphen,
        '.' => CharSets.Period,
        '/' => CharSets.Slash,
        '_' => CharSets.Underscore,
        ' ' => CharSets.WhiteSpace,
        _ => CharSets.None,
    };
}
