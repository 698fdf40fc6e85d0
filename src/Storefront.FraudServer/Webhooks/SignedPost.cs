using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Storefront.FraudServer.Webhooks;

/// <summary>Posts something to an address of the merchant, signed. Any status from 200 to 299 says that it was taken.</summary>
internal sealed class SignedPost(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>Null when it was taken, or what went wrong.</summary>
    /// <param name="client">Which of the named clients: it says how long to wait.</param>
    /// <param name="url">Where to.</param>
    /// <param name="secret">What signs.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="type">What kind of text that is.</param>
    /// <param name="id">The same when it is sent again.</param>
    /// <param name="stoppingToken">The service stops.</param>
    public async Task<string?> SendAsync(string client, string url, string secret, string body, string type, string id, CancellationToken stoppingToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type, "utf-8")) };
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(secret, time.GetUtcNow(), body));
        request.Headers.Add("Storefront-Delivery", id);
        try
        {
            using var http = clients.CreateClient(client);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stoppingToken);
            return answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"The shop answered {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException e)
        {
            return $"The shop could not be reached: {e.HttpRequestError}.";
        }
        catch (TaskCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return "The shop did not answer in time.";
        }
    }
}
