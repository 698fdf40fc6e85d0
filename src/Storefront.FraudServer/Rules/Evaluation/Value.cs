using System.Runtime.InteropServices;
using System.Text.Json;

namespace Storefront.FraudServer.Rules.Evaluation;

internal enum ValueKind : byte { Missing, Null, Bool, Int, Double, String, DateTime, TimeSpan, Json, Array, Object, Call, Record }

/// <summary>Any value a rule can meet. Scalars lie in the struct itself; only containers point elsewhere.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Value
{
    private readonly long bits;
    private readonly object? reference;
    private readonly JsonElement element;

    private Value(ValueKind kind, long bits = 0, object? reference = null, JsonElement element = default)
    {
        Kind = kind;
        this.bits = bits;
        this.reference = reference;
        this.element = element;
    }

    public ValueKind Kind { get; }

    public static Value Missing => default;
    public static Value Null => new(ValueKind.Null);
    public static Value Of(bool value) => new(ValueKind.Bool, value ? 1 : 0);
    public static Value Of(long value) => new(ValueKind.Int, value);
    public static Value Of(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));
    public static Value Of(string value) => new(ValueKind.String, reference: value);
    public static Value Of(DateTime value) => new(ValueKind.DateTime, value.Ticks);
    public static Value Of(TimeSpan value) => new(ValueKind.TimeSpan, value.Ticks);
    public static Value Of(IReadOnlyList<Value> items) => new(ValueKind.Array, reference: items);
    public static Value Of(ValueObject members) => new(ValueKind.Object, reference: members);
    public static Value OfRecord(object record) => new(ValueKind.Record, reference: record);
    public static Value Of(CallResult call) => new(ValueKind.Call, reference: call);

    /// <summary>A number written without fraction or exponent is an Int if it fits; every other number is a Double.</summary>
    public static Value Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => Of(true),
        JsonValueKind.False => Of(false),
        JsonValueKind.Null => Null,
        JsonValueKind.String => Of(json.GetString() ?? ""),
        JsonValueKind.Number when json.TryGetInt64(out var whole) => Of(whole),
        JsonValueKind.Number => Of(json.TryGetDouble(out var real) ? real : 0.0),
        JsonValueKind.Undefined => Missing,
        _ => new Value(ValueKind.Json, element: json),
    };

    public bool Bool => bits != 0;
    public long Int => bits;
    public double Double => BitConverter.Int64BitsToDouble(bits);
    public string Text => (string)reference!;
    public DateTime DateTime => new(bits, DateTimeKind.Utc);
    public TimeSpan TimeSpan => new(bits);
    public JsonElement Json => element;
    public IReadOnlyList<Value> Items => (IReadOnlyList<Value>)reference!;
    public ValueObject Members => (ValueObject)reference!;
    public object Record => reference!;
    public CallResult Call => (CallResult)reference!;

    public bool IsAbsent => Kind is ValueKind.Missing or ValueKind.Null;
    public bool IsArray => Kind == ValueKind.Array || (Kind == ValueKind.Json && element.ValueKind == JsonValueKind.Array);
    public bool IsContainer => Kind is ValueKind.Json or ValueKind.Array or ValueKind.Object;

    public int Count => Kind switch
    {
        ValueKind.Array => Items.Count,
        ValueKind.Json when element.ValueKind == JsonValueKind.Array => element.GetArrayLength(),
        _ => 0,
    };

    /// <summary>Element <paramref name="index"/>, missing when there is none.</summary>
    public Value At(long index) => index < 0 || index >= Count ? Missing
        : Kind == ValueKind.Array ? Items[(int)index] : Of(element[(int)index]);

    /// <summary>The elements one after another; asking for them by number would walk the document again for each.</summary>
    public IEnumerable<Value> Elements() => Kind == ValueKind.Array ? Items
        : IsArray ? element.EnumerateArray().Select(Of) : [];

    /// <summary>The member of exactly this name, else the first that differs only in case, else missing.</summary>
    public Value Member(string name)
    {
        if (Kind == ValueKind.Object)
            return Members.Get(name);
        if (Kind == ValueKind.Call)
            return Call.Response.Member(name);
        if (Kind != ValueKind.Json || element.ValueKind != JsonValueKind.Object)
            return Missing;
        if (element.TryGetProperty(name, out var exact))
            return Of(exact);
        foreach (var member in element.EnumerateObject())
            if (MemberName.Is(member, name))
                return Of(member.Value);
        return Missing;
    }
}

/// <summary>An object a rule or the service put together; keeps the order of its members, ignores the case of their names.</summary>
internal sealed class ValueObject
{
    private readonly List<KeyValuePair<string, Value>> members = [];

    public IReadOnlyList<KeyValuePair<string, Value>> Members => members;

    public ValueObject With(string name, Value value)
    {
        Set(name, value);
        return this;
    }

    public void Set(string name, Value value)
    {
        var at = members.FindIndex(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (at >= 0)
            members[at] = new(members[at].Key, value);
        else
            members.Add(new(name, value));
    }

    public Value Get(string name) => members.Find(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public bool Has(string name) => members.Exists(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What an external call or another assessment answered, with how the call went.</summary>
internal sealed record CallResult(string Namespace, Value Response, ValueObject Diagnostics)
{
    /// <summary>What a variable whose call faulted holds.</summary>
    public static CallResult None { get; } = new("", Value.Missing, new ValueObject());
}
