using System.Diagnostics;
using System.Text;

namespace Storefront.Web.Features.Developer;

/// <summary>Looks over the shoulder of the library's HTTP client: what goes out, what comes back, after what the switchboard did to it.</summary>
internal sealed class CallRecorder(SentCalls calls, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post || !request.Headers.TryGetValues("x-ms-correlation-id", out var correlation))
            return await base.SendAsync(request, cancellationToken);

        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var environment = request.Headers.TryGetValues("x-ms-dfpenvid", out var named) ? named.First() : "";
        var (at, started) = (time.GetUtcNow(), Stopwatch.GetTimestamp());
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            Keep((int)response.StatusCode, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken)));
            return response;
        }
        catch (Exception e)
        {
            Keep(null, e is OperationCanceledException ? "No answer within the time that FraudProtection__Timeout allows." : e.Message);
            throw;
        }

        void Keep(int? status, string answer) => calls.Add(request.RequestUri!, correlation.First(), environment, body, new(at, Stopwatch.GetElapsedTime(started), status, answer));
    }
}
