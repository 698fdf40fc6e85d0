using System.Text.Json;

namespace Storefront.FraudServer.Rules.Calls;

/// <summary>A function of the merchant's own: typed parameters, and outputs each with an FQL text that ends in RETURN.</summary>
internal sealed record UserFunctionDefinition(
    string Name, IReadOnlyList<UserFunctionParameter> Parameters, IReadOnlyList<UserFunctionOutput> Outputs);

/// <summary>Types are Bool, DateTime, Double, Integer (or Int) and String. The default serves a value that cannot be converted.</summary>
internal sealed record UserFunctionParameter(string Name, string Type, JsonElement Default);

/// <summary>The default serves whenever the text faults.</summary>
internal sealed record UserFunctionOutput(string Name, string Type, JsonElement Default, string Text);
