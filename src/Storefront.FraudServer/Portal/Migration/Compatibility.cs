using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Lists;

namespace Storefront.FraudServer.Portal.Migration;

/// <summary>How a line of the hosted service fares here.</summary>
public enum Fate
{
    /// <summary>It runs as it is.</summary>
    Same,

    /// <summary>It runs and means something else.</summary>
    Different,

    /// <summary>It cannot run.</summary>
    Never,
}

/// <summary>A line, how it fares and why.</summary>
public sealed record LineReport(int Number, string Text, Fate Fate, IReadOnlyList<string> Why);

/// <summary>A whole text.</summary>
/// <param name="Lines">Every line that says something.</param>
/// <param name="Draft">The text with what cannot run taken out as comments; it has no errors.</param>
public sealed record CompatibilityReport(IReadOnlyList<LineReport> Lines, string Draft)
{
    public int Count(Fate fate) => Lines.Count(line => line.Fate == fate);
}

/// <summary>Tells line by line whether what a merchant brings from the hosted service runs here.</summary>
internal sealed class Compatibility(RuleCompiler compiler, ListFolder lists)
{
    /// <param name="text">Rules, velocities, or both.</param>
    /// <param name="brought">Lists that come along, besides those that are here.</param>
    public CompatibilityReport OfRules(string text, IReadOnlyCollection<CustomList>? brought = null)
    {
        var library = lists.Lists.Copy();
        foreach (var list in brought ?? [])
            library.Put(list);
        IReadOnlyList<Diagnostic> Check(string part) => compiler.Compile(part, "rules", null, library).Diagnostics;

        var said = Check(text);
        var (draft, gone) = LeftOut.Of(text, Check);
        var why = said.Select(d => (d.Span.Line, d.IsError ? Fate.Never : d.Code == "W606" ? Fate.Different : Fate.Same, LeftOut.Told(d)))
            .Concat(Differences.In(text).Select(found => (found.Line, Fate.Different, found.How)))
            .Concat(gone.Select(line => (line.Line, Fate.Never, line.Why)))
            .ToLookup(found => found.Line, found => (Fate: found.Item2, Why: found.Item3));
        return new([.. LeftOut.Lines(text).Select((line, i) => Line(i + 1, line, why[i + 1])).Where(line => !IsSilent(line.Text) || line.Fate != Fate.Same)], draft);
    }

    /// <summary>A list as CSV: it is taken whole or not at all.</summary>
    public static CompatibilityReport OfList(string name, string text, bool isSupport, out CustomList? list)
    {
        list = null;
        try
        {
            using var reader = new StringReader(text);
            if (isSupport)
                SupportListFile.Read(name, reader);
            else
                list = CustomList.Read(name, reader);
            return new([.. LeftOut.Lines(text).Select((line, i) => new LineReport(i + 1, line, Fate.Same, [])).Where(line => line.Text.Length > 0)], text);
        }
        catch (FormatException e)
        {
            return new([new(1, LeftOut.Lines(text)[0], Fate.Never, [e.Message])], "");
        }
    }

    private static LineReport Line(int number, string text, IEnumerable<(Fate Fate, string Why)> why)
    {
        var all = why.Distinct().ToList();
        var fate = all.Count == 0 ? Fate.Same : all.Max(found => found.Fate);

        // That it belongs to something wrong is worth telling only of what is not wrong itself.
        var telling = all.Where(found => found.Fate == fate || fate != Fate.Never).Select(found => found.Why).ToList();
        return new(number, text, fate, telling.Count > 1 ? [.. telling.Where(w => !w.StartsWith("it belongs to ", StringComparison.Ordinal))] : telling);
    }

    private static bool IsSilent(string line) => line.Trim() is "" or ['/', '/', ..];
}
