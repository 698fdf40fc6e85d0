using System.Globalization;

namespace Storefront.FraudServer.Tokens;

/// <summary>A refused token request, in the words Entra uses for it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Error">The OAuth error.</param>
/// <param name="Code">The number after AADSTS.</param>
/// <param name="Text">For the developer who reads it.</param>
internal sealed record TokenProblem(int Status, string Error, int Code, string Text)
{
    public static TokenProblem Missing(string field) =>
        new(400, "invalid_request", 900144, $"The request body must contain the following parameter: '{field}'.");

    public static TokenProblem NotAForm { get; } =
        new(400, "invalid_request", 900561, "The endpoint only accepts form posts (application/x-www-form-urlencoded).");

    public static TokenProblem UnsupportedGrant(string grant) =>
        new(400, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");

    public static TokenProblem UnknownTenant(string tenant) =>
        new(400, "invalid_request", 90002, $"Tenant '{tenant}' not found.");

    public static TokenProblem UnknownClient(string clientId, string tenant) =>
        new(400, "unauthorized_client", 700016, $"Application with identifier '{clientId}' was not found in the directory '{tenant}'.");

    public static TokenProblem NoProof { get; } =
        new(401, "invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    public static TokenProblem WrongSecret { get; } =
        new(401, "invalid_client", 7000215, "Invalid client secret provided.");

    public static TokenProblem WrongAssertionType { get; } =
        new(400, "invalid_request", 900144, "The 'client_assertion_type' must be 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'.");

    public static TokenProblem WrongSignature { get; } =
        new(401, "invalid_client", 700027, "The certificate with identifier used to sign the client assertion is not registered on application, or its signature is not valid.");

    public static TokenProblem AssertionOutOfTime { get; } =
        new(401, "invalid_client", 700024, "Client assertion is not within its valid time range.");

    public static TokenProblem WrongAssertionAudience { get; } =
        new(401, "invalid_client", 700023, "Client assertion audience claim does not match the token endpoint.");

    public static TokenProblem WrongAssertionSubject { get; } =
        new(401, "invalid_client", 700030, "Client assertion must name the client in its issuer and subject claims.");

    public static TokenProblem AssertionUsed { get; } =
        new(401, "invalid_client", 50013, "Client assertion was used before, or has no 'jti' claim.");

    public static TokenProblem WrongScope { get; } =
        new(400, "invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid.");

    public static TokenProblem WrongResource(string resource) =>
        new(400, "invalid_resource", 500011, $"The resource principal named {resource} was not found in the tenant.");

    /// <summary>What a refusal's error_uri leads to.</summary>
    public static TokenProblem? Find(string? code) => Explained.FirstOrDefault(p => p.Code.ToString(CultureInfo.InvariantCulture) == code);

    public static TokenProblem TooMany { get; } =
        new(429, "temporarily_unavailable", 50196, "Too many failed requests for this client; wait before the next one.");

    private static IEnumerable<TokenProblem> Explained =>
    [
        Missing("…"), NotAForm, UnsupportedGrant("…"), UnknownTenant("…"), UnknownClient("…", "…"), NoProof, WrongSecret, WrongSignature, AssertionOutOfTime,
        WrongAssertionAudience, WrongAssertionSubject, AssertionUsed, WrongScope, WrongResource("…"), TooMany,
    ];
}
