using System.Collections.Concurrent;

namespace Storefront.FraudServer.Rules.Lists;

/// <summary>All lists by name. A new version replaces the old at once; an evaluation sees one or the other, never a mixture.</summary>
internal sealed class ListLibrary
{
    private readonly ConcurrentDictionary<string, CustomList> custom = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SupportList> support = new(StringComparer.OrdinalIgnoreCase);

    public ListLibrary()
    {
        foreach (var name in SupportList.Names)
            support[name] = new SupportList(name, []);
    }

    /// <summary>The same lists, to be changed on trial.</summary>
    public ListLibrary Copy()
    {
        var copy = new ListLibrary { CaseSensitive = CaseSensitive };
        foreach (var list in custom.Values)
            copy.Put(list);
        foreach (var list in support.Values)
            copy.Put(list);
        return copy;
    }

    /// <summary>The lists whose keys are compared to the letter, such as tokens; in all others upper and lower case are one.</summary>
    public IReadOnlySet<string> CaseSensitive { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    public void Put(CustomList list) => custom[list.Name] = list.ToTheLetter(CaseSensitive.Contains(list.Name));
    public void Put(SupportList list) => support[list.Name] = list;
    public void Remove(string name) => custom.TryRemove(name, out _);

    public CustomList? Custom(string name) => custom.GetValueOrDefault(name);
    public SupportList? Support(string name) => support.GetValueOrDefault(name);
    public IEnumerable<string> CustomNames => custom.Keys;
    public IEnumerable<string> SupportNames => support.Keys;

    public IEnumerable<string> Names => custom.Keys.Concat(support.Keys);
}
