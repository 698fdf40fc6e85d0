namespace Storefront.FraudServer.Portal.Lists;

/// <summary>A value as CSV holds it (RFC 4180).</summary>
internal static class CsvCell
{
    public static string Of(string value) => value.AsSpan().IndexOfAny(",\"\r\n") < 0 && value.Trim().Length == value.Length ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Line(IEnumerable<string> values) => string.Join(',', values.Select(Of)) + "\n";
}
