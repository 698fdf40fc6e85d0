using System.Text.RegularExpressions;

namespace Storefront.Tests.FraudProtection;

/// <summary>The field tables of docs/contract/events.md, read as they are printed there.</summary>
internal static partial class ContractTables
{
    internal sealed record Field(string Name, string Type, bool Required, string Values);

    /// <summary>The fields of one section, for example <c>4.1</c>.</summary>
    public static IReadOnlyList<Field> Section(string number)
    {
        var rows = Text(number).Split('\n').Where(line => line.StartsWith('|')).Select(Cells).ToList();
        var header = rows[0].ToList();
        var (type, required, values) = (header.IndexOf("Type"), header.IndexOf("Req"), header.FindIndex(cell => cell.StartsWith("Values", StringComparison.Ordinal)));
        return [.. from row in rows.Skip(2)
                   from name in Names(row[0])
                   select new Field(name, type < 0 ? row[0] : row[type], required >= 0 && row[required].StartsWith('R'), values < 0 ? "" : row[values])];
    }

    /// <summary>Every name printed in a section that is prose.</summary>
    public static IReadOnlyList<string> Prose(string number) => [.. Names(Text(number)).Distinct(StringComparer.Ordinal)];

    public static string Text(string number)
    {
        var all = Repository.Contract("events.md");
        var start = all.IndexOf($"### {number} ", StringComparison.Ordinal);
        var end = all.IndexOf("\n##", start + 4, StringComparison.Ordinal);
        return all[(all.IndexOf('\n', start) + 1)..end];
    }

    public static IEnumerable<string> Names(string cell) => Quoted().Matches(cell).Select(match => match.Groups["name"].Value);

    // A bar inside a cell is written \|.
    private static string[] Cells(string row) =>
        [.. row.Replace("\\|", "\u0001", StringComparison.Ordinal).Split('|')[1..^1].Select(cell => cell.Trim().Replace('\u0001', '|'))];

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
