using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Book;

/// <summary>What Output and SetResponse wrote, within the limits of one answer.</summary>
internal sealed class ResponseValues
{
    private const int MostKeys = 100;
    private const int MostCharacters = 64 * 1024;
    private readonly List<Group> outputs = [];
    private readonly List<Group> sections = [];
    private readonly Group top = new("");
    private int keys;
    private int characters;

    /// <summary>An Output without pairs still makes its object.</summary>
    public void Begin(string clause) => Named(outputs, clause);

    public bool Output(string clause, string name, Value? value) => Put(Named(outputs, clause), name, value);

    public bool Response(string? section, string name, Value? value) => Put(section is null ? top : Named(sections, section), name, value);

    public List<OutputGroup> Groups() =>
        [.. outputs.Select(g => new OutputGroup(g.Name, [.. g.Values.Select(v => new OutputItem(v.Key, Node(v.Value), Text(v.Value)))]))];

    public JsonObject CustomProperties()
    {
        var all = new JsonObject();
        foreach (var (name, value) in top.Values)
            all[name] = Node(value);
        foreach (var group in outputs.Concat(sections))
        {
            if (all[group.Name] is not JsonObject target)
                all[group.Name] = target = [];
            foreach (var (name, value) in group.Values)
                target[name] = Node(value);
        }
        return all;
    }

    private static Group Named(List<Group> groups, string name)
    {
        if (groups.Find(g => g.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known;
        var group = new Group(name);
        groups.Add(group);
        return group;
    }

    private bool Put(Group group, string name, Value? value)
    {
        var size = name.Length + (value is { } v ? JsonText.Of(v).Length : 4);
        if (keys >= MostKeys || characters + size > MostCharacters)
            return false;
        keys++;
        characters += size;
        var at = group.Values.FindIndex(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (at >= 0)
            group.Values[at] = new(group.Values[at].Key, value);
        else
            group.Values.Add(new(name, value));
        return true;
    }

    private static JsonNode? Node(Value? value) => value is { } v ? JsonText.Node(v) : null;
    private static string? Text(Value? value) => value is { } v ? JsonText.Of(v) : null;

    private sealed record Group(string Name)
    {
        public List<KeyValuePair<string, Value?>> Values { get; } = [];
    }
}
