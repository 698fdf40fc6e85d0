using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.OpenApi;

/// <summary>Describes the running service: every event it takes, the merchant's own assessments among them, as it checks and answers them.</summary>
internal sealed class ApiDocument(CustomAssessments assessments, Credentials credentials, Issuer issuer)
{
    private volatile Made? _made;

    private sealed record Made(byte[] Json, KnownClients Clients);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/openapi.json", (RequestDelegate)(http =>
        Wire.AnswerAsync(http, StatusCodes.Status200OK, http.RequestServices.GetRequiredService<ApiDocument>().Json(), Wire.JsonUtf8)));

    // The resources of the clients stand in it.
    private byte[] Json()
    {
        var clients = credentials.Known;
        if (_made is not { } made || !ReferenceEquals(made.Clients, clients))
            _made = made = new(System.Text.Encoding.UTF8.GetBytes(Document(assessments, clients, issuer).ToJsonString()), clients);
        return made.Json;
    }

    private static JsonObject Document(CustomAssessments assessments, KnownClients credentials, Issuer issuer)
    {
        var (paths, schemas) = (new JsonObject(), new JsonObject());
        foreach (var kind in EventKind.All.Concat(assessments.Published))
        {
            schemas[kind.Name] = Schemas.Of(kind.Shape);
            foreach (var path in Paths(kind))
                paths[path] = new JsonObject { ["post"] = Operation(kind, path) };
        }

        paths["/api/v1/health"] = new JsonObject
        {
            ["get"] = new JsonObject { ["summary"] = "Whether the service is there", ["security"] = new JsonArray(), ["responses"] = new JsonObject { ["200"] = Said("It is; the body is empty.") } },
        };
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Fraud Protection", ["version"] = "1.0" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas, ["parameters"] = Parameters(), ["responses"] = Responses(), ["securitySchemes"] = Security(credentials, issuer) },
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
        };
    }

    // An ID at the end may be left out, which takes two paths to say; a name in the address is part of the path.
    private static IEnumerable<string> Paths(EventKind kind)
    {
        var path = kind.Path.Replace("{apiName}", kind.Name, StringComparison.Ordinal);
        return path.EndsWith("/{id?}", StringComparison.Ordinal) ? [path[..^"/{id?}".Length], path.Replace("{id?}", "{id}", StringComparison.Ordinal)] : [path];
    }

    private static JsonObject Operation(EventKind kind, string path)
    {
        var parameters = new JsonArray(Reference("parameters", "correlation"), Reference("parameters", "environment"));
        if (path.EndsWith("{id}", StringComparison.Ordinal))
            parameters.Add(new JsonObject { ["name"] = "id", ["in"] = "path", ["required"] = true, ["description"] = "The ID of the body.", ["schema"] = new JsonObject { ["type"] = "string" } });
        var responses = new JsonObject { ["200"] = Said(kind.Assessment is null ? "The event is kept." : "The event is kept; the answer is a decision.") };
        foreach (var status in new[] { "400", "401", "413", "415", "429", "500" })
            responses[status] = Reference("responses", status);
        return new JsonObject
        {
            ["operationId"] = (path.EndsWith("{id}", StringComparison.Ordinal) ? "by-id " : "") + kind.Name,
            ["summary"] = kind.Name,
            ["parameters"] = parameters,
            ["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Reference("schemas", kind.Name) } },
            },
            ["responses"] = responses,
        };
    }

    private static JsonObject Parameters() => new()
    {
        ["correlation"] = Header(Wire.CorrelationHeader, "Ties calls together; comes back with the answer, made when it is left out."),
        ["environment"] = Header(MerchantEnvironments.Header, "An environment ID, or a path such as /primary/eu-store; without it the client's first environment."),
    };

    private static JsonObject Header(string name, string description) => new()
    {
        ["name"] = name,
        ["in"] = "header",
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Responses() => new()
    {
        ["400"] = Said("Something is wrong with the event; the message says what. A purchase ID that was used before is told by the header ErrorReason: DuplicatePurchaseId."),
        ["401"] = Said("There is no token, or none that is good for this; the header ErrorReason says why."),
        ["413"] = Said("The body is larger than 1 MiB."),
        ["415"] = Said("The body is not JSON in UTF-8."),
        ["429"] = Said("Too many at once; the header Retry-After says how long to wait."),
        ["500"] = Said("The service failed; the same call may be sent again."),
    };

    private static JsonObject Security(KnownClients credentials, Issuer issuer) => new()
    {
        ["token"] = new JsonObject
        {
            ["type"] = "oauth2",
            ["flows"] = new JsonObject
            {
                ["clientCredentials"] = new JsonObject
                {
                    ["tokenUrl"] = issuer.Of("{tenant}").Replace("/v2.0", "/oauth2/v2.0/token", StringComparison.Ordinal),
                    ["scopes"] = new JsonObject(credentials.Resources.Select(resource => KeyValuePair.Create(resource + "/.default", (JsonNode?)"Send events"))),
                },
            },
        },
    };

    private static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    private static JsonObject Said(string description) => new() { ["description"] = description };
}
