using System.Collections.Frozen;

namespace Storefront.FraudServer.Events.Shapes;

/// <summary>What a member may hold.</summary>
internal enum Kind { Text, Number, Integer, Boolean, Date, Object, List, TextOrNumber, Properties, Any }

/// <summary>One member of a body: a row of the contract's tables.</summary>
internal sealed record Member(string Name, Kind Kind)
{
    public bool Required { get; init; }

    /// <summary>What an object, or each entry of a list, looks like.</summary>
    public Shape? Shape { get; init; }

    /// <summary>The values the contract lists. Others are accepted: real callers sent them, and the list has grown before.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether a value that is not listed is refused all the same.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Whether a single object is read as a list of one: older samples sent it so.</summary>
    public bool AllowsSingle { get; init; }

    /// <summary>A date beside this one that this one must not come before.</summary>
    public string? NotBefore { get; init; }

    public int? MaxLength { get; init; }
    public int? Minimum { get; init; }

    /// <summary>Another spelling that is read as this member.</summary>
    public string? Alias { get; init; }

    /// <summary>An ID that must be there names something, so an empty one is as good as none.</summary>
    public bool IsKey => Required && Name.EndsWith("Id", StringComparison.Ordinal);

    public static Member Text(string name, params string[] values) => new(name, Kind.Text) { Values = values };
    public static Member OneOf(string name, params string[] values) => Text(name, values) with { IsStrict = true };
    public static Member Number(string name) => new(name, Kind.Number);
    public static Member Integer(string name) => new(name, Kind.Integer);
    public static Member Boolean(string name) => new(name, Kind.Boolean);
    public static Member Date(string name) => new(name, Kind.Date);
    public static Member Object(string name, Shape shape) => new(name, Kind.Object) { Shape = shape };
    public static Member List(string name, Shape entries) => new(name, Kind.List) { Shape = entries };
    public static Member Mandatory(Member member) => member with { Required = true };

    public static Member[] Texts(params string[] names) => [.. names.Select(name => Text(name))];
    public static Member[] Booleans(params string[] names) => [.. names.Select(Boolean)];
    public static Member[] Dates(params string[] names) => [.. names.Select(Date)];
}

/// <summary>The members of an object. Names are compared without case; what is not listed is kept and not looked at.</summary>
internal sealed class Shape
{
    private readonly FrozenDictionary<string, int> _byName;

    public Shape(params IEnumerable<Member> members)
    {
        Members = [.. members];
        _byName = Members.SelectMany((m, i) => m.Alias is null ? new[] { (m.Name, Index: i) } : [(m.Name, i), (m.Alias, i)])
            .ToFrozenDictionary(pair => pair.Name, pair => pair.Index, StringComparer.OrdinalIgnoreCase);
        Required = [.. Enumerable.Range(0, Members.Count).Where(i => Members[i].Required)];
        Dated = [.. Members.Where(m => m.NotBefore is not null)];
    }

    public IReadOnlyList<Member> Members { get; }

    /// <summary>Where the members stand that must be there.</summary>
    public IReadOnlyList<int> Required { get; }

    /// <summary>The members that must not come before another one.</summary>
    public IReadOnlyList<Member> Dated { get; }

    /// <summary>Where the member of that name stands; less than 0 where there is none.</summary>
    public int IndexOf(string name) => _byName.TryGetValue(name, out var index) ? index : -1;

    public Member? Find(string name) => IndexOf(name) is >= 0 and var index ? Members[index] : null;

    public Shape Without(params string[] names) => new(Members.Where(m => !names.Contains(m.Name, StringComparer.Ordinal)));

    public Shape With(params IEnumerable<Member> members) => new(Members.Concat(members));
}
