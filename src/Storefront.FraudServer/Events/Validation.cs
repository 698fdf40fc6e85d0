using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Events.Shapes;

namespace Storefront.FraudServer.Events;

/// <summary>
/// Holds a body to its shape, and makes what the rest of the service works with: names as the contract spells them,
/// numbers sent as text turned into numbers, and no nulls, which mean "not provided".
/// </summary>
internal sealed class Validation
{
    private const string Failed = "Input validation failed - ";
    private const int MostProperties = 100;
    private const int LongestProperty = 256;
    private const int MostProblems = 20;

    private readonly List<string> _problems = [];
    private readonly List<string> _unlisted = [];

    /// <summary>In the order of the contract's tables, outer levels before inner ones.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Members that hold a value the contract does not list; worth a line in the log.</summary>
    public IReadOnlyList<string> Unlisted => _unlisted;

    public static string NotAnObject => Failed + "Request body is not a valid JSON object";

    public JsonObject Read(JsonElement body, Shape shape) => ReadObject(body, shape, "");

    private JsonObject ReadObject(JsonElement element, Shape shape, string path)
    {
        var members = shape.Members;
        var given = new JsonElement[members.Count]; // undefined where a member is not given; the last of several counts
        List<JsonProperty>? others = null;
        foreach (var property in element.EnumerateObject())
            if (property.Value.ValueKind != JsonValueKind.Null)
                if (shape.IndexOf(property.Name) is >= 0 and var index)
                    given[index] = property.Value;
                else
                    (others ??= []).Add(property);

        RequireAll(shape, given, path);
        var read = new JsonObject();
        for (var i = 0; i < members.Count; i++)
            if (given[i].ValueKind != JsonValueKind.Undefined)
                read[members[i].Name] = ReadMember(given[i], members[i], Below(path, members[i].Name));
        foreach (var other in others ?? [])
            read[other.Name] = WithoutNulls(other.Value);
        foreach (var member in shape.Dated)
            if (At(read, member.NotBefore!) is { } earliest && At(read, member.Name) < earliest)
                Add($"{Failed}Property {Below(path, member.Name)} must not be before {Below(path, member.NotBefore!)}");
        return read;
    }

    private void RequireAll(Shape shape, JsonElement[] given, string path)
    {
        List<string>? missing = null;
        foreach (var index in shape.Required)
            if (IsMissing(given[index], shape.Members[index]))
                (missing ??= []).Add(shape.Members[index].Name);
        if (missing is not null)
            Add($"{Failed}Required properties {string.Join(", ", missing)} are not present at level {(path.Length == 0 ? "(root)" : path)}");
    }

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static DateTimeOffset? At(JsonObject read, string name) =>
        Objects.ObjectKind.Text(read, name) is { } text && Dates.TryRead(text, out var at) ? at : null;

    private static bool IsMissing(JsonElement value, Member member) =>
        value.ValueKind == JsonValueKind.Undefined || (member.IsKey && value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()));

    private JsonNode? ReadMember(JsonElement value, Member member, string path)
    {
        switch (member.Kind)
        {
            case Kind.Object when value.ValueKind == JsonValueKind.Object:
                return ReadObject(value, member.Shape!, path);
            case Kind.List when value.ValueKind == JsonValueKind.Array:
                return ReadList(value.EnumerateArray(), member.Shape!, path);
            case Kind.List when member.AllowsSingle && value.ValueKind == JsonValueKind.Object:
                return ReadList([value], member.Shape!, path);
            case Kind.Properties when value.ValueKind == JsonValueKind.Object:
                return ReadProperties(value, path);
            case Kind.Text when value.ValueKind == JsonValueKind.String:
                return ReadText(value.GetString()!, member, path);
            case Kind.Number or Kind.Integer when AsNumber(value) is { } number && (member.Kind == Kind.Number || double.IsInteger(number)):
                if (number < member.Minimum)
                    Add(string.Create(CultureInfo.InvariantCulture, $"{Failed}Property {path} must be at least {member.Minimum}"));
                return NumberNode(value, number);
            case Kind.Boolean when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
            case Kind.Date when value.ValueKind == JsonValueKind.String && Dates.TryRead(value.GetString()!, out _):
            case Kind.TextOrNumber when value.ValueKind is JsonValueKind.String or JsonValueKind.Number:
            case Kind.Any:
                return WithoutNulls(value);
            default:
                Add($"{Failed}Property {path} must be of type {TypeName(member.Kind)}");
                return null;
        }
    }

    private JsonArray ReadList(IEnumerable<JsonElement> list, Shape shape, string path)
    {
        var read = new JsonArray();
        var i = -1;
        foreach (var entry in list)
        {
            i++;
            if (entry.ValueKind == JsonValueKind.Object)
                read.Add(ReadObject(entry, shape, $"{path}[{i}]"));
            else if (entry.ValueKind != JsonValueKind.Null)
                Add($"{Failed}Property {path}[{i}] must be of type object");
        }

        return read;
    }

    private JsonObject ReadProperties(JsonElement bag, string path)
    {
        var read = new JsonObject();
        foreach (var property in bag.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null))
        {
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                Add($"{Failed}Property {path}.{property.Name} must be of type string, number or boolean");
            else if (property.Value.ValueKind == JsonValueKind.String && property.Value.GetString()!.Length > LongestProperty)
                Add($"{Failed}{path}.{property.Name} exceeds {LongestProperty} characters");
            read[property.Name] = WithoutNulls(property.Value);
        }

        if (read.Count > MostProperties)
            Add($"{Failed}{path} exceeds the limit of {MostProperties} attributes");
        return read;
    }

    private JsonValue ReadText(string text, Member member, string path)
    {
        if (text.Length > member.MaxLength)
            Add(string.Create(CultureInfo.InvariantCulture, $"{Failed}{path} exceeds {member.MaxLength} characters"));
        if (member.Values.Count > 0 && !member.Values.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            if (member.IsStrict)
                Add($"{Failed}Property {path} must be one of {string.Join(", ", member.Values)}");
            else
                _unlisted.Add(path);
        }

        return JsonValue.Create(text);
    }

    private static double? AsNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) => number,
        _ => null,
    };

    // Enough to mend a caller; a body of nothing but mistakes is not answered with a larger one.
    private void Add(string problem)
    {
        if (_problems.Count < MostProblems)
            _problems.Add(problem);
    }

    // A number sent as text keeps the digits it was sent with.
    private static JsonValue NumberNode(JsonElement value, double number) =>
        value.ValueKind == JsonValueKind.Number ? JsonValue.Create(value)!
        : decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? JsonValue.Create(exact)
        : JsonValue.Create(number);

    private static JsonNode? WithoutNulls(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var read = new JsonObject();
                foreach (var property in value.EnumerateObject())
                    if (property.Value.ValueKind != JsonValueKind.Null)
                        read[property.Name] = WithoutNulls(property.Value);
                return read;
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray().Where(e => e.ValueKind != JsonValueKind.Null).Select(WithoutNulls)]);
            default:
                return JsonValue.Create(value);
        }
    }

    private static string TypeName(Kind kind) => kind switch
    {
        Kind.Text => "string",
        Kind.Number => "number",
        Kind.Integer => "integer",
        Kind.Boolean => "boolean",
        Kind.Date => "date-time",
        Kind.List => "array",
        Kind.TextOrNumber => "string or number",
        _ => "object",
    };
}
