using System.Collections.Concurrent;

namespace Storefront.FraudServer.Rules.Lists;

/// <summary>A list a rule can look into: named columns and rows, never changed (a new version replaces it whole).</summary>
internal sealed class CustomList
{
    private const int MostRows = 1_000_000;

    private readonly IReadOnlyList<string[]> rows;
    private readonly StringComparer keys;
    private readonly ConcurrentDictionary<int, Index> indexes = new();

    public CustomList(string name, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) : this(name, columns, rows, StringComparer.OrdinalIgnoreCase)
    {
    }

    private CustomList(string name, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows, StringComparer keys)
    {
        Name = name;
        Columns = columns;
        this.rows = rows;
        this.keys = keys;
    }

    public string Name { get; }
    public IReadOnlyList<string> Columns { get; }
    public int Count => rows.Count;
    public IReadOnlyList<string[]> Rows => rows;

    /// <summary>Throws <see cref="FormatException"/> when two columns share a name or there is none.</summary>
    public static CustomList Read(string name, TextReader reader)
    {
        var read = Csv.Rows(reader).ToList();
        if (read.Count == 0)
            throw new FormatException($"List '{name}' has no header line.");
        if (read.Count - 1 > MostRows)
            throw new FormatException($"List '{name}' has more than {MostRows} rows.");
        if (read[0].Distinct(StringComparer.OrdinalIgnoreCase).Count() != read[0].Length)
            throw new FormatException($"List '{name}' has two columns of the same name.");
        return new CustomList(name, read[0], read[1..]);
    }

    /// <summary>The same list with keys compared to the letter, or with upper and lower case as one.</summary>
    public CustomList ToTheLetter(bool isCaseSensitive)
    {
        var wanted = isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        return wanted == keys ? this : new CustomList(Name, Columns, rows, wanted);
    }

    /// <summary>Sorts what the list before this one was asked about, so that the first question does not wait for it.</summary>
    public void PrepareLike(CustomList? before)
    {
        foreach (var column in before?.indexes.Keys ?? [])
            if (Column(before!.Columns[column].Trim()) is >= 0 and var here)
                IndexOf(here);
    }

    public int Column(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }

    public bool Contains(int column, string key) => key.Length > 0 && IndexOf(column).First.ContainsKey(key);

    /// <summary>The value in the first row with this key, or null.</summary>
    public string? Find(int keyColumn, string key, int valueColumn) =>
        IndexOf(keyColumn).First.TryGetValue(key, out var row) ? Cell(rows[row], valueColumn) : null;

    /// <summary>As <see cref="Find"/>; without that key the greatest below it, else the smallest of all. Null only for an empty list.</summary>
    public string? FindClosest(int keyColumn, string key, int valueColumn)
    {
        var sorted = IndexOf(keyColumn).Sorted.Value;
        if (sorted.Length == 0)
            return null;
        if (Find(keyColumn, key, valueColumn) is { } exact)
            return exact;
        var at = Array.BinarySearch(sorted, key, StringComparer.OrdinalIgnoreCase);
        var closest = at >= 0 ? sorted[at] : sorted[Math.Max(0, ~at - 1)];
        return Find(keyColumn, closest, valueColumn);
    }

    private Index IndexOf(int column) => indexes.GetOrAdd(column, c =>
    {
        var first = new Dictionary<string, int>(rows.Count, keys);
        for (var i = 0; i < rows.Count; i++)
            first.TryAdd(Cell(rows[i], c).Trim(), i);
        return new Index(first, new Lazy<string[]>(() => [.. first.Keys.Order(StringComparer.OrdinalIgnoreCase)]));
    });

    private static string Cell(string[] row, int column) => column < row.Length ? row[column] : "";

    private sealed record Index(Dictionary<string, int> First, Lazy<string[]> Sorted);
}
