namespace Storefront.FraudServer.Rules.Binding;

/// <summary>The known word a misspelled one was probably meant to be.</summary>
internal static class Suggestion
{
    public static string? For(string word, IEnumerable<string> known)
    {
        var best = known.Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(k => Math.Abs(k.Length - word.Length) <= 2)
            .Take(5_000)
            .Select(k => (Word: k, Distance: Distance(word.ToLowerInvariant(), k.ToLowerInvariant())))
            .OrderBy(k => k.Distance).FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(1, word.Length / 3) && word.Length <= 100 ? $"did you mean {best.Word}?" : null;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}
