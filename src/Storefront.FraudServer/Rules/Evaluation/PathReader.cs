using System.Text.Json;
using Storefront.FraudServer.Rules.Syntax;

namespace Storefront.FraudServer.Rules.Evaluation;

/// <summary>Finds what a path means in an event.</summary>
internal static class PathReader
{
    public static Value Read(EventContext context, AttributePath path)
    {
        var visited = 0;
        return Read(context, path, ref visited);
    }

    /// <param name="context">The event.</param>
    /// <param name="path">What is looked for.</param>
    /// <param name="visited">Counts the elements and members looked at on the way: large payloads make that work.</param>
    public static Value Read(EventContext context, AttributePath path, ref int visited)
    {
        var first = path.Segments[0];
        if (context.Additions.Has(first.Name))
            return Follow(Indexed(context.Additions.Get(first.Name), first), path, 1, ref visited);
        if (context.Reserved.Contains(first.Name, StringComparer.OrdinalIgnoreCase))
            return Value.Missing;

        var body = Value.Of(context.Body);
        if (!path.Searched)
            return Follow(body, path, 0, ref visited);
        var top = body.Member(first.Name);
        return top.IsAbsent ? Search(context.Body, first.Name, ref visited) : top;
    }

    private static Value Follow(in Value node, AttributePath path, int at, ref int visited)
    {
        if (at == path.Segments.Count || node.IsAbsent)
            return node;
        if (node.IsArray)
        {
            // A name applied to an array means the first element in which the rest of the path is there.
            foreach (var element in node.Elements())
            {
                visited++;
                if (Follow(element, path, at, ref visited) is { IsAbsent: false } found)
                    return found;
            }
            return Value.Missing;
        }
        return Follow(Indexed(node.Member(path.Segments[at].Name), path.Segments[at]), path, at + 1, ref visited);
    }

    private static Value Indexed(Value node, PathSegment segment)
    {
        foreach (var index in segment.Indexes)
            node = node.At(index);
        return node;
    }

    // Depth first, in the order of the document.
    private static Value Search(JsonElement node, string name, ref int visited)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
            {
                visited++;
                if (Search(item, name, ref visited) is { IsAbsent: false } found)
                    return found;
            }
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in node.EnumerateObject())
            {
                visited++;
                var found = MemberName.Is(member, name) ? Value.Of(node).Member(name) : Value.Missing;
                if (found.IsAbsent)
                    found = Search(member.Value, name, ref visited);
                if (!found.IsAbsent)
                    return found;
            }
        }
        return Value.Missing;
    }
}
