namespace Storefront.FraudServer.Portal.Rules;

/// <summary>What the buttons beside a rule do to the text: nothing but its own lines changes.</summary>
public static class DraftEdit
{
    /// <summary>Switches a rule or a set on or off with the word of the language; null when there is none on this line.</summary>
    public static string? Switch(string text, int line)
    {
        if (RuleOutline.Of(text).FirstOrDefault(p => p.Line == line && line > 0) is not { CanSwitch: true } part)
            return null;
        var lines = RuleOutline.Lines(text);
        var written = lines[line - 1].TrimEnd();
        lines[line - 1] = part.IsActive ? written + " inactive" : written[..written.LastIndexOf("inactive", StringComparison.OrdinalIgnoreCase)].TrimEnd();
        return string.Join('\n', lines);
    }

    /// <summary>Lets a rule and the one before or after it of its kind and environment change places; null when there is none.</summary>
    public static string? Move(string text, int line, bool up)
    {
        var outline = RuleOutline.Of(text);
        if (outline.FirstOrDefault(p => p.Line == line && line > 0) is not { } part)
            return null;
        var alike = outline.Where(p => p.Line > 0 && p.Kind == part.Kind && p.Environment == part.Environment).ToList();
        var other = alike.IndexOf(part) + (up ? -1 : 1);
        if (other < 0 || other >= alike.Count)
            return null;
        return up ? Swap(text, alike[other], part) : Swap(text, part, alike[other]);
    }

    private static string Swap(string text, OutlinePart first, OutlinePart second)
    {
        var lines = RuleOutline.Lines(text);
        var (upper, below) = Part(lines, first);
        var (lower, end) = Part(lines, second);
        string[] between = lines[(first.End - 1)..(second.First - 1)];
        return string.Join('\n', [.. lines[..(first.First - 1)], .. lower, .. below, .. between, .. upper, .. end, .. lines[(second.End - 1)..]]);
    }

    // The lines of a part, and the empty ones after it, which stay where they are.
    private static (string[] Written, string[] Empty) Part(string[] lines, OutlinePart part)
    {
        var last = part.End - 1;
        while (last > part.First && lines[last - 1].Trim().Length == 0)
            last--;
        return (lines[(part.First - 1)..last], lines[last..(part.End - 1)]);
    }
}
