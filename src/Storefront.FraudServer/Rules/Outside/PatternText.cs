namespace Storefront.FraudServer.Rules.Outside;

/// <summary>What <c>GetPattern(…)</c> looks at; its members are worked out when they are read.</summary>
internal sealed record PatternText(string Text)
{
    /// <summary>The longest run of consonants; y is one, and anything that is no English letter ends a run.</summary>
    public int MaxConsonants
    {
        get
        {
            int longest = 0, run = 0;
            foreach (var c in Text)
            {
                run = char.IsAsciiLetter(c) && !"aeiou".Contains(char.ToLowerInvariant(c), StringComparison.Ordinal) ? run + 1 : 0;
                longest = Math.Max(longest, run);
            }
            return longest;
        }
    }
}
