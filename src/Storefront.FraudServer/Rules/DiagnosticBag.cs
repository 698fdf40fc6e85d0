namespace Storefront.FraudServer.Rules;

/// <summary>Collects remarks about one text; every phase writes into the same bag and none throws.</summary>
internal sealed class DiagnosticBag(string text, string fileName)
{
    private const int MostKept = 200;
    private readonly string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
    private readonly List<Diagnostic> items = [];

    /// <summary>What the text being read is called in messages: a clause, a condition, a list…</summary>
    public string Section { get; set; } = "";
    public int ErrorCount { get; private set; }
    public IReadOnlyList<Diagnostic> Items => items;

    public void Error(string code, TextSpan at, string message, string? hint = null)
    {
        ErrorCount++;
        Add(Severity.Error, code, at, message, hint);
    }

    public void Warning(string code, TextSpan at, string message, string? hint = null) =>
        Add(Severity.Warning, code, at, message, hint);

    private void Add(Severity severity, string code, TextSpan at, string message, string? hint)
    {
        if (items.Count >= MostKept)
            return;
        var line = at.Line >= 1 && at.Line <= lines.Length ? lines[at.Line - 1] : "";
        items.Add(new Diagnostic(severity, code, Section, at, message, hint, fileName, line));
    }
}
