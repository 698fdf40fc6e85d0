using System.Globalization;

namespace Storefront.FraudServer.Rules.Outside;

/// <summary>
/// How often one letter or digit follows another in ordinary text. Text whose pairs are common scores near 1, gibberish near 0.
/// The file has a line per pair: two characters of a-z0-9, a comma, a count.
/// </summary>
internal sealed class GibberTable
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private readonly double[] weights = new double[Alphabet.Length * Alphabet.Length];

    /// <summary>How many pairs it has seen.</summary>
    public int Count { get; }

    /// <exception cref="FormatException">No line is such a pair.</exception>
    public static GibberTable Read(TextReader reader)
    {
        var counts = new long[Alphabet.Length * Alphabet.Length];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 3 && line[2] == ',' && Index(line[0]) is >= 0 and var first && Index(line[1]) is >= 0 and var second
                && long.TryParse(line.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                counts[first * Alphabet.Length + second] += count;
        }
        return Array.TrueForAll(counts, count => count == 0) ? throw new FormatException("no line of it is two of a-z0-9, a comma and a count, for example th,1234") : new GibberTable(counts);
    }

    private GibberTable(long[] counts)
    {
        Count = counts.Count(count => count > 0);
        var most = Math.Log(1 + Math.Max(1, counts.Max()));
        for (var i = 0; i < counts.Length; i++)
            weights[i] = Math.Log(1 + counts[i]) / most;
    }

    public double Score(string text)
    {
        double sum = 0;
        int pairs = 0, usable = 0, previous = -1;
        foreach (var c in text)
        {
            var current = Index(char.ToLowerInvariant(c));
            if (current >= 0)
            {
                usable++;
                if (previous >= 0)
                {
                    sum += weights[previous * Alphabet.Length + current];
                    pairs++;
                }
            }
            previous = current;
        }
        return usable < 2 || pairs == 0 ? 1.0 : sum / pairs;
    }

    private static int Index(char c) => c is >= 'a' and <= 'z' ? c - 'a' : c is >= '0' and <= '9' ? c - '0' + 26 : -1;
}
