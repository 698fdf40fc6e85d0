using System.Text.Json;

namespace Storefront.FraudServer.Rules.Calls;

/// <summary>An external call a rule may make: <c>External.name(…)</c>.</summary>
internal sealed record ExternalCallDefinition
{
    public required string Name { get; init; }
    public required IReadOnlyList<string> Parameters { get; init; }
    public string Endpoint { get; init; } = "";
    public bool UsesPost { get; init; }
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the rule gets when the call fails; valid JSON.</summary>
    public required JsonElement DefaultResponse { get; init; }
}

/// <summary>How one call went. Without a body the default response is used.</summary>
internal sealed record ExternalAnswer(JsonElement? Body, int HttpStatusCode, string? ErrorMessage, double LatencyMilliseconds);

/// <summary>Makes external calls; never throws, whatever the other side does.</summary>
internal interface IExternalCaller
{
    ExternalAnswer Call(ExternalCallDefinition definition, IReadOnlyList<KeyValuePair<string, string>> arguments);
}
