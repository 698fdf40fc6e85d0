using System.Globalization;
using System.Text;

namespace Storefront.Web.Features.Shared;

/// <summary>Tables as spreadsheets read and write them (RFC 4180).</summary>
internal static class Csv
{
    /// <summary>One line to write. Text that a spreadsheet would take for a formula is led by an apostrophe.</summary>
    public static string Line(params IEnumerable<object?> values) => string.Join(',', values.Select(Field)) + "\r\n";

    /// <summary>Every row with the line it begins at: commas or semicolons, quotes where needed, any line ends. Empty rows are left out.</summary>
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

    private static string Field(object? value) => value switch
    {
        null => "",
        decimal or int or long => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => Quoted(Harmless(value.ToString() ?? "")),
    };

    private static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

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
