using System.Text.Json;
using Storefront.FraudServer.Rules.Calls;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Cases;

/// <summary>External calls as a fixture plays them: a fixed answer, an echo of what was sent, or a failure.</summary>
internal sealed class FixtureCalls(IReadOnlyList<JsonProperty> calls) : IExternalCaller
{
    private static readonly JsonElement EmptyObject = JsonElement.Parse("{}");

    public static ExternalCallDefinition Definition(string name, JsonElement call) => new()
    {
        Name = name,
        Parameters = [.. call.GetProperty("parameters").EnumerateArray().Select(p => p.GetString()!)],
        Endpoint = Fixture.Text(call, "endpoint"),
        DefaultResponse = call.TryGetProperty("default", out var response) ? response : EmptyObject,
    };

    public static Func<AssessmentCall, Value?> Assessment(JsonElement assessment) => call =>
        assessment.TryGetProperty("echo", out var echo) && echo.GetBoolean()
            ? Value.Of(new ValueObject().With("received", call.Input))
            : assessment.TryGetProperty("response", out var response) ? Value.Of(response) : Value.Missing;

    public ExternalAnswer Call(ExternalCallDefinition definition, IReadOnlyList<KeyValuePair<string, string>> arguments)
    {
        var call = calls.First(c => c.Name == definition.Name).Value;
        if (call.TryGetProperty("fails", out var status))
            return new ExternalAnswer(null, status.GetInt32(), Fixture.Text(call, "error"), 0);
        if (call.TryGetProperty("echo", out var echo) && echo.GetBoolean())
            return new ExternalAnswer(JsonSerializer.SerializeToElement(arguments.ToDictionary(StringComparer.Ordinal)), 200, null, 0);
        return new ExternalAnswer(call.TryGetProperty("response", out var response) ? response : EmptyObject, 200, null, 0);
    }
}
