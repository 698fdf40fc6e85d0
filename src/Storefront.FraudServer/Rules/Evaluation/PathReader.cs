using System.Text.Json;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Evaluation;

/// <summary>Finds what a path means in an event.</summary>
internal static class PathReader
{
    public static Value Read(EventContext context, AttributePath path)
    {
        var first = path.Segments[0];
        if (context.Additions.Has(first.Name))
            return Follow(Indexed(context.Additions.Get(first.Name), first), path, 1);
        if (context.Reserved.Contains(first.Name, StringComparer.OrdinalIgnoreCase))
            return Value.Missing;

        var body = Value.Of(context.Body);
        if (!path.Searched)
            return Follow(body, path, 0);
        var top = body.Member(first.Name);
        return top.IsAbsent ? Search(context.Body, first.Name) : top;
    }

    private static Value Follow(in Value node, AttributePath path, int at)
    {
        if (at == path.Segments.Count || node.IsAbsent)
            return node;
        if (node.IsArray)
        {
            // A name applied to an array means the first element in which the rest of the path is there.
            for (var i = 0; i < node.Count; i++)
                if (node.At(i) is { IsAbsent: false } element && Follow(element, path, at) is { IsAbsent: false } found)
                    return found;
            return Value.Missing;
        }
        return Follow(Indexed(node.Member(path.Segments[at].Name), path.Segments[at]), path, at + 1);
    }

    private static Value Indexed(Value node, PathSegment segment)
    {
        foreach (var index in segment.Indexes)
            node = node.At(index);
        return node;
    }

    // Depth first, in the order of the document.
    private static Value Search(JsonElement node, string name)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
                if (Search(item, name) is { IsAbsent: false } found)
                    return found;
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in node.EnumerateObject())
            {
                var found = member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? Value.Of(node).Member(name) : Value.Missing;
                if (found.IsAbsent)
                    found = Search(member.Value, name);
                if (!found.IsAbsent)
                    return found;
            }
        }
        return Value.Missing;
    }
}
