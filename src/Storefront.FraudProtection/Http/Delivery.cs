using System.Net.Http.Headers;
using System.Text;
using Polly;
using Storefront.FraudProtection.Tokens;

namespace Storefront.FraudProtection.Http;

/// <summary>Sends one event: the pipeline around, a token on it, and one more try with a new token if the service refuses the first.</summary>
internal sealed class Delivery(FraudProtectionOptions options, IHttpClientFactory clients, AccessTokenSource tokens, ResiliencePipeline<Answer> pipeline, TimeProvider time)
{
    public const string Client = "Storefront.FraudProtection";

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    private readonly string address = options.Endpoint?.AbsoluteUri.TrimEnd('/') ?? "";

    public async Task<Answer> SendAsync(Call call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Call.Key, call);
        try
        {
            return await pipeline.ExecuteAsync(static (context, self) => new ValueTask<Answer>(self.AttemptAsync(Call.Of(context), context.CancellationToken)), context, this).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<Answer> AttemptAsync(Call call, CancellationToken cancellationToken)
    {
        call.MayHaveArrived = false;
        var token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        var answer = await SendOnceAsync(call, token, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode != 401)
            return answer;

        tokens.Drop(token);
        if (call.TokenRefreshed)
            return answer;

        call.TokenRefreshed = true;
        token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        answer = await SendOnceAsync(call, token, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == 401)
            tokens.Drop(token);
        return answer;
    }

    private async Task<Answer> SendOnceAsync(Call call, AccessToken token, CancellationToken cancellationToken)
    {
        using var request = call.Kind == CallKind.Check ? new HttpRequestMessage(HttpMethod.Get, address + call.Event.Path) : Post(call.Event, token);
        call.Attempts++;
        call.MayHaveArrived = true;
        try
        {
            using var http = clients.CreateClient(Client);
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var answer = await Answer.ReadAsync(response, time, cancellationToken).ConfigureAwait(false);
            call.MayHaveArrived = false;                       // it did arrive, and the answer is not lost
            return answer;
        }
        catch (HttpRequestException e) when (NeverLeft(e))
        {
            call.MayHaveArrived = false;
            throw;
        }
    }

    private HttpRequestMessage Post(PreparedEvent prepared, AccessToken token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address + prepared.Path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(prepared.Body)) { Headers = { ContentType = Json } },
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        request.Headers.Add("x-ms-correlation-id", prepared.CorrelationId);
        request.Headers.Add("x-ms-dfpenvid", options.EnvironmentId);
        return request;
    }

    private static bool NeverLeft(HttpRequestException e) => e.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
