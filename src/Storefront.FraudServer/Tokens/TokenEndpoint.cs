using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Hosting;

namespace Storefront.FraudServer.Tokens;

/// <summary>Client credentials for tokens: v2 asks with a scope, v1 with a resource.</summary>
internal sealed partial class TokenEndpoint(
    Credentials credentials, SecretCheck secrets, ClientAssertion assertions, FailedRequests failures,
    AccessTokens tokens, Issuer issuer, OwnAddresses addresses, TimeProvider time, ILogger<TokenEndpoint> log)
{
    private const int LongestForm = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/{tenant}/oauth2/v2.0/token", (RequestDelegate)(http => Self(http).AnswerAsync(http, v1: false)));
        routes.MapPost("/{tenant}/oauth2/token", (RequestDelegate)(http => Self(http).AnswerAsync(http, v1: true)));
        routes.MapGet("/error", (RequestDelegate)ExplainAsync);
    }

    private static Task ExplainAsync(HttpContext http)
    {
        if (TokenProblem.Find(http.Request.Query["code"]) is not { } problem)
            return Wire.ErrorAsync(http, StatusCodes.Status404NotFound, "Not found");
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync($"AADSTS{problem.Code} ({problem.Error}): {problem.Text}\n", http.RequestAborted);
    }

    private static TokenEndpoint Self(HttpContext http) => http.RequestServices.GetRequiredService<TokenEndpoint>();

    private async Task AnswerAsync(HttpContext http, bool v1)
    {
        http.Features.Set(new ApiName("Token"));
        var tenant = (string)http.Request.RouteValues["tenant"]!;
        if (await FormAsync(http) is not { } form)
        {
            await RefuseAsync(http, TokenProblem.NotAForm);
            return;
        }

        var request = TokenRequest.Read(tenant, form, http.Request.Headers.Authorization);
        var (problem, credential) = await CheckAsync(request, v1, http.Request);
        if (problem is not null || credential is null)
        {
            await RefuseAsync(http, problem!, request.ClientId);
            return;
        }

        var (token, times) = tokens.Make(credential);
        Issued(log, credential.ClientId, credential.Resource);
        await AnswerAsync(http, StatusCodes.Status200OK, TokenAnswers.Token(token, times, v1 ? credential.Resource : null));
    }

    private static async Task<IFormCollection?> FormAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return null;
        try
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = LongestForm;
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException) // too many fields, or a field that never ends
        {
            return null;
        }
    }

    private async Task<(TokenProblem?, Credential?)> CheckAsync(TokenRequest request, bool v1, HttpRequest http)
    {
        if (request.GrantType is not { } grant)
            return (TokenProblem.Missing("grant_type"), null);
        if (grant != "client_credentials")
            return (TokenProblem.UnsupportedGrant(grant), null);
        if (request.ClientId is not { } clientId)
            return (TokenProblem.Missing("client_id"), null);
        if ((v1 ? request.Resource : request.Scope) is not { } wanted)
            return (TokenProblem.Missing(v1 ? "resource" : "scope"), null);
        if (!credentials.Known.Tenants.Contains(request.Tenant))
            return (TokenProblem.UnknownTenant(request.Tenant), null);
        if (credentials.Known.Find(request.Tenant, clientId) is not { } credential)
            return (TokenProblem.UnknownClient(clientId, request.Tenant), null);
        if (await ProofProblemAsync(request, credential, http) is { } problem)
            return (problem, null);
        if (v1 && wanted != credential.Resource)
            return (TokenProblem.WrongResource(wanted), null);
        if (!v1 && wanted != credential.Resource + "/.default")
            return (TokenProblem.WrongScope, null);
        return (null, credential);
    }

    private async Task<TokenProblem?> ProofProblemAsync(TokenRequest request, Credential credential, HttpRequest http)
    {
        if (request.Assertion is { } assertion)
            return request.AssertionTypeGiven == TokenRequest.AssertionType
                ? await assertions.CheckAsync(assertion, credential, Audiences(request.Tenant, http))
                : TokenProblem.WrongAssertionType;
        if (request.Secrets.Count == 0)
            return TokenProblem.NoProof;
        return request.Secrets.Any(secret => secrets.Passes(credential, secret)) ? null : TokenProblem.WrongSecret;
    }

    // Clients name the endpoint they post to, or the issuer.
    private List<string> Audiences(string tenant, HttpRequest http) =>
    [
        issuer.Of(tenant),
        .. new[] { addresses.Of(http), issuer.Authority }.SelectMany(own => new[] { $"{own}/{tenant}/oauth2/v2.0/token", $"{own}/{tenant}/oauth2/token", $"{own}/{tenant}/v2.0" }),
    ];

    private async Task RefuseAsync(HttpContext http, TokenProblem problem, string? clientId = null)
    {
        Refused(log, clientId, problem.Error, problem.Code);
        if (problem.Status == StatusCodes.Status401Unauthorized
            && failures.Add(clientId ?? "", http.Connection.RemoteIpAddress?.ToString() ?? "") is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            problem = TokenProblem.TooMany;
        }

        var correlation = Guid.TryParse(http.Request.Headers["client-request-id"], out var given) ? given : Guid.NewGuid();
        await AnswerAsync(http, problem.Status, TokenAnswers.Problem(problem, time.GetUtcNow(), correlation.ToString(), addresses.Of(http.Request)));
    }

    private static Task AnswerAsync(HttpContext http, int status, byte[] body)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
        return Wire.AnswerAsync(http, status, body, Wire.JsonUtf8);
    }

    [LoggerMessage(LogLevel.Debug, "Client {ClientId} got a token for {Resource}.")]
    private static partial void Issued(ILogger log, string clientId, string resource);

    [LoggerMessage(LogLevel.Warning, "Client {ClientId} got no token: {Error} {Code}.")]
    private static partial void Refused(ILogger log, string? clientId, string error, int code);
}
