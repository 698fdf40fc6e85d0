using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Storefront.Tests.Guide.Settings;

/// <summary>What the code says about its own members, as the compiler wrote it down.</summary>
internal static partial class Summaries
{
    private static readonly Dictionary<Assembly, Dictionary<string, XElement>> Read = [];

    public static string Of(PropertyInfo property)
    {
        var members = Read.TryGetValue(property.Module.Assembly, out var known) ? known : Read[property.Module.Assembly] = Load(property.Module.Assembly);
        return members.TryGetValue($"P:{property.DeclaringType!.FullName}.{property.Name}", out var summary)
            ? Elsewhere().Replace(Spaces().Replace(string.Concat(summary.Nodes().Select(InMarkdown)), " "), "").Trim()
            : "";
    }

    private static Dictionary<string, XElement> Load(Assembly assembly) =>
        XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!, StringComparer.Ordinal);

    private static string InMarkdown(XNode node) => node switch
    {
        XText text => text.Value.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal),
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
        XElement element => $"`{element.Value}`",
        _ => "",
    };

    // Where the contract says it, and defaults, which have a column of their own.
    [GeneratedRegex(@" Contract: \S+ section [\d.]+\.?$| Default: [\w.`]+( ms| s)?\.(?= Contract|$)")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
