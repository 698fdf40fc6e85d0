namespace Storefront.FraudServer.Portal.Rules;

/// <summary>One line of a comparison.</summary>
/// <param name="Mark">A blank for a line both have, - for one only the old text has, + for one only the new text has.</param>
/// <param name="Old">Its number in the old text; 0 when it is not there.</param>
/// <param name="New">Its number in the new text; 0 when it is not there.</param>
/// <param name="Text">The line.</param>
public sealed record DiffLine(char Mark, int Old, int New, string Text);

/// <summary>Compares two texts line by line.</summary>
public static class LineDiff
{
    private const long LargestTable = 4_000_000;
    private const int Around = 3;

    /// <summary>All lines of both.</summary>
    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        var (old, now) = (RuleOutline.Lines(before), RuleOutline.Lines(after));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
            end++;

        var lines = new List<DiffLine>();
        for (var i = 0; i < start; i++)
            lines.Add(new(' ', i + 1, i + 1, old[i]));
        lines.AddRange(Changed(old, now, start, end));
        for (var i = end; i > 0; i--)
            lines.Add(new(' ', old.Length - i + 1, now.Length - i + 1, old[^i]));
        return lines;
    }

    /// <summary>The changed lines with a few around them; an empty group separates places far apart.</summary>
    public static IReadOnlyList<IReadOnlyList<DiffLine>> Places(string before, string after)
    {
        var lines = Of(before, after);
        var places = new List<IReadOnlyList<DiffLine>>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Mark == ' ')
                continue;
            var (first, last) = (Math.Max(0, i - Around), i);
            for (var ahead = i + 1; ahead < lines.Count && ahead <= last + (2 * Around) + 1; ahead++)
                if (lines[ahead].Mark != ' ')
                    last = ahead;
            places.Add([.. lines.Skip(first).Take(Math.Min(lines.Count, last + Around + 1) - first)]);
            i = last;
        }

        return places;
    }

    // The longest common subsequence; texts that differ in thousands of lines are shown as replaced whole.
    private static IEnumerable<DiffLine> Changed(string[] old, string[] now, int start, int end)
    {
        var (rows, columns) = (old.Length - start - end, now.Length - start - end);
        var length = (long)rows * columns > LargestTable ? null : Lengths(old, now, start, rows, columns);
        var (row, column) = (0, 0);
        while (row < rows || column < columns)
            if (row < rows && column < columns && length is not null && old[start + row] == now[start + column])
                yield return new(' ', start + ++row, start + ++column, old[start + row - 1]);
            else if (row < rows && (length is null || column == columns || length[row + 1, column] >= length[row, column + 1]))
                yield return new('-', start + ++row, 0, old[start + row - 1]);
            else
                yield return new('+', 0, start + ++column, now[start + column - 1]);
    }

    private static int[,] Lengths(string[] old, string[] now, int start, int rows, int columns)
    {
        var length = new int[rows + 1, columns + 1];
        for (var row = rows - 1; row >= 0; row--)
            for (var column = columns - 1; column >= 0; column--)
                length[row, column] = old[start + row] == now[start + column]
                    ? length[row + 1, column + 1] + 1
                    : Math.Max(length[row + 1, column], length[row, column + 1]);
        return length;
    }
}
