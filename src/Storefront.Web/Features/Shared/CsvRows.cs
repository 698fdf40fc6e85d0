using System.Text;

namespace Storefront.Web.Features.Shared;

/// <summary>Reads a table as spreadsheets write it (RFC 4180): commas or semicolons, quotes where needed, any line ends.</summary>
internal static class CsvRows
{
    /// <summary>Every row with the line it begins at; empty rows are left out.</summary>
    public static IEnumerable<CsvRow> Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        var separator = Separator(text);
        var (line, start) = (1, 1);
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (c == '\r' && (i + 1 == text.Length || text[i + 1] == '\n'))
                continue;
            if (quoted && i < text.Length)
            {
                if (c != '"')
                    field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    field.Append(text[i++]);
                else
                    quoted = false;
            }
            else if (c == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (c == separator)
            {
                Close();
            }
            else if (c is '\n')
            {
                Close();
                if (fields.Exists(value => value.Length > 0))
                    yield return new CsvRow(start, [.. fields]);
                fields.Clear();
                start = line + 1;
            }
            else
            {
                field.Append(c);
            }

            if (c == '\n')
                line++;
        }

        void Close()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
        }
    }

    private static char Separator(string text)
    {
        var head = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length);
        return head.Count(';') > head.Count(',') ? ';' : ',';
    }
}

/// <summary>One row of a table.</summary>
/// <param name="Line">The line it begins at, counted from one.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Fields);
