using System.Text;

namespace Storefront.FraudServer.Rules.Lists;

/// <summary>Comma-separated values as RFC 4180 quotes them, one row at a time.</summary>
internal static class Csv
{
    public static IEnumerable<string[]> Rows(TextReader reader)
    {
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        var started = false;
        int next;
        while ((next = reader.Read()) >= 0)
        {
            var c = (char)next;
            if (quoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (reader.Peek() == '"')
                    cell.Append((char)reader.Read());
                else
                    quoted = false;
            }
            else if (c == '"' && cell.Length == 0)
                quoted = started = true;
            else if (c == ',')
            {
                row.Add(Take(cell));
                started = true;
            }
            else if (c == '\n')
            {
                if (started || cell.Length > 0)
                    yield return End(row, cell);
                started = false;
            }
            else if (c is not ('\r' or '\uFEFF'))
            {
                cell.Append(c);
                started = true;
            }
        }
        if (started || cell.Length > 0)
            yield return End(row, cell);
    }

    private static string[] End(List<string> row, StringBuilder cell)
    {
        row.Add(Take(cell));
        var cells = row.ToArray();
        row.Clear();
        return cells;
    }

    private static string Take(StringBuilder cell)
    {
        var text = cell.ToString();
        cell.Clear();
        return text;
    }
}
