using System.Text.Json.Nodes;
using Storefront.FraudServer.Events.Shapes;

namespace Storefront.FraudServer.OpenApi;

/// <summary>The shapes bodies are held to, in the words of JSON Schema: what is described is what is checked.</summary>
internal static class Schemas
{
    public static JsonObject Of(Shape shape)
    {
        var properties = new JsonObject();
        foreach (var member in shape.Members)
            properties[member.Name] = Of(member);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (shape.Members.Any(m => m.Required))
            schema["required"] = Texts(shape.Members.Where(m => m.Required).Select(m => m.Name));
        return schema;
    }

    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    private static JsonObject Of(Member member)
    {
        var schema = member.Kind switch
        {
            Kind.Text => new JsonObject { ["type"] = "string" },
            Kind.Number => new JsonObject { ["type"] = "number" },
            Kind.Integer => new JsonObject { ["type"] = "integer" },
            Kind.Boolean => new JsonObject { ["type"] = "boolean" },
            Kind.Date => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            Kind.TextOrNumber => new JsonObject { ["type"] = Texts(["string", "number"]) },
            Kind.Object => Of(member.Shape!),
            Kind.List => List(member),
            Kind.Properties => new JsonObject
            {
                ["type"] = "object",
                ["maxProperties"] = 100,
                ["additionalProperties"] = new JsonObject { ["type"] = Texts(["string", "number", "boolean"]), ["maxLength"] = 256 },
            },
            _ => [],
        };
        if (member.Values.Count > 0)
            schema[member.IsStrict ? "enum" : "examples"] = Texts(member.Values); // what is only listed may be something else
        if (member.MaxLength is { } length)
            schema["maxLength"] = length;
        if (member.Minimum is { } minimum)
            schema["minimum"] = minimum;
        return schema;
    }

    private static JsonObject List(Member member)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = Of(member.Shape!) };
        return member.AllowsSingle ? new JsonObject { ["oneOf"] = new JsonArray(list, Of(member.Shape!)) } : list;
    }
}
