using System.Buffers;
using System.Globalization;

namespace Storefront.FraudServer.Rules.Syntax;

internal sealed record PathSegment(string Name, IReadOnlyList<int> Indexes);

/// <summary>Where an attribute is found in the event: names with indexes, or a bare name that is searched for.</summary>
internal sealed record AttributePath(string Text, IReadOnlyList<PathSegment> Segments, bool Searched)
{
    public const int MostSegments = 32;
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("]\"'“”‘’");

    public static AttributePath Bare(string name) => new(name, [new PathSegment(name, [])], Searched: true);

    /// <summary>Null when the text is no path: an empty part, an index that is not a number, a quote.</summary>
    public static AttributePath? Parse(string text)
    {
        var segments = new List<PathSegment>();
        foreach (var part in text.Split('.'))
        {
            if (Segment(part) is not { } segment)
                return null;
            segments.Add(segment);
        }
        return new AttributePath(text, segments, Searched: false);
    }

    private static PathSegment? Segment(string part)
    {
        var open = part.IndexOf('[', StringComparison.Ordinal);
        var name = open < 0 ? part : part[..open];
        if (name.Length == 0 || name.AsSpan().ContainsAny(NotInNames))
            return null;

        var indexes = new List<int>();
        while (open >= 0)
        {
            var close = part.IndexOf(']', open);
            if (close < 0 || !int.TryParse(part.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                return null;
            indexes.Add(index);
            if (close == part.Length - 1)
                return new PathSegment(name, indexes);
            if (part[close + 1] != '[')
                return null;
            open = close + 1;
        }
        return new PathSegment(name, indexes);
    }
}
