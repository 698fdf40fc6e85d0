using System.Globalization;

namespace Storefront.Web.Features.Shared;

/// <summary>Lines of a table as spreadsheets read them (RFC 4180). Text that a spreadsheet would take for a formula is led by an apostrophe.</summary>
internal static class Csv
{
    public static string Line(params IEnumerable<object?> values) => string.Join(',', values.Select(Field)) + "\r\n";

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
}
