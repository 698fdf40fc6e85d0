using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Lists;

/// <summary>A support list as CSV: value, status, and if wanted reason, expires, comments.</summary>
internal static class SupportListFile
{
    /// <summary>Throws <see cref="FormatException"/> naming the line that is wrong.</summary>
    public static SupportList Read(string name, TextReader reader)
    {
        var rows = Csv.Rows(reader).ToList();
        var header = rows.Count > 0 ? rows[0] : [];
        int Column(string wanted) => Array.FindIndex(header, h => h.Trim().Equals(wanted, StringComparison.OrdinalIgnoreCase));
        var (value, status, reason, expires, comments) = (Column("value"), Column("status"), Column("reason"), Column("expires"), Column("comments"));
        if (value < 0 || status < 0)
            throw new FormatException("A support list has the columns value,status,reason,expires.");

        var entries = new List<SupportEntry>();
        for (var i = 1; i < rows.Count; i++)
        {
            string Cell(int column) => column >= 0 && column < rows[i].Length ? rows[i][column].Trim() : "";
            if (!Enum.TryParse<SupportStatus>(Cell(status), ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed))
                throw new FormatException($"Row {i + 1}: a status is Safe, Block or Watch, not '{Cell(status)}'.");
            DateTime? date = Cell(expires).Length == 0 ? null : Conversions.ParseDate(Cell(expires))
                ?? throw new FormatException($"Row {i + 1}: '{Cell(expires)}' is not a date.");
            entries.Add(new SupportEntry(Cell(value), parsed, Cell(reason), date, Cell(comments)));
        }
        return new SupportList(name, entries);
    }
}
