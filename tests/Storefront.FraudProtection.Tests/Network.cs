using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Storefront.Tests.FraudProtection;

/// <summary>Plays the network: a token endpoint that works, and a service that answers what a test says.</summary>
internal sealed class Network : HttpMessageHandler
{
    public const string Approve = """{"resultDetails":{"MerchantRuleDecision":"Approve","RiskScore":12,"ReasonCodes":"","MIDFlag":"Standard","PolicyApplied":"Default","PurchaseId":"p"}}""";
    public const string Accepted = """{"resultDetails":{"Succeeded":true,"Error":null}}""";

    private int tokens;

    public ConcurrentQueue<Request> Calls { get; } = [];

    public ConcurrentQueue<Request> TokenRequests { get; } = [];

    /// <summary>Answers the n-th call (from 1) to the service.</summary>
    public Func<int, Request, CancellationToken, Task<HttpResponseMessage>> Service { get; set; } =
        (_, request, _) => Task.FromResult(Json(200, request.Path.EndsWith("/Purchase", StringComparison.Ordinal) ? Approve
            : request.Path.StartsWith("/v1.0/action/", StringComparison.Ordinal) ? Repository.Example("ap-account-login-challenge.response.json") : Accepted));

    /// <summary>Answers the n-th token request (from 1).</summary>
    public Func<int, Request, CancellationToken, Task<HttpResponseMessage>> Tokens { get; set; } =
        (n, _, _) => Task.FromResult(Json(200, $$"""{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"token-{{n}}"}"""));

    public static HttpResponseMessage Json(int status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    public static HttpResponseMessage Refusal() =>
        Json(401, Repository.Example("error-401-token-expired.json"), ("ErrorReason", "TokenExpired"), ("ErrorSource", "validate-jwt"));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var seen = new Request(
            request.RequestUri!,
            request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase),
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));

        if (seen.Path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal))
        {
            TokenRequests.Enqueue(seen);
            return await Tokens(Interlocked.Increment(ref tokens), seen, cancellationToken);
        }

        Calls.Enqueue(seen);
        return await Service(Calls.Count, seen, cancellationToken);
    }

    internal sealed record Request(Uri Address, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public string Path => Address.AbsolutePath;
    }
}
