using System.Text;

namespace Storefront.Web.Features.CatalogDesk;

/// <summary>Reads lines of a table as spreadsheets write them (RFC 4180): quotes, doubled quotes, line breaks within quotes.</summary>
internal static class CsvReader
{
    /// <summary>Each record with the line it begins on.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(string text)
    {
        var (line, start, quoted) = (1, 1, false);
        var (fields, field) = (new List<string>(), new StringBuilder());
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '\n')
                line++;
            if (quoted)
            {
                if (letter != '"')
                    field.Append(letter);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    field.Append(text[i++]);
                else
                    quoted = false;
            }
            else if (letter == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (letter == ',')
            {
                fields.Add(Take());
            }
            else if (letter == '\n')
            {
                fields.Add(Take());
                if (fields.Any(value => value.Length > 0))
                    yield return (start, fields);
                (fields, start) = ([], line);
            }
            else if (letter != '\r')
            {
                field.Append(letter);
            }
        }

        fields.Add(Take());
        if (fields.Any(value => value.Length > 0))
            yield return (start, fields);

        string Take()
        {
            var value = field.ToString().Trim();
            field.Clear();
            return value;
        }
    }
}
