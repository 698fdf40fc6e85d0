using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Rules.Calls;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Resources;

/// <summary>
/// Makes the external calls of rules over HTTP: within their time, without following redirects, and not at all for a while when the
/// other side keeps failing. Whatever goes wrong is an answer without a body.
/// </summary>
internal sealed class HttpCaller(FraudServerSettings settings, Surroundings surroundings, Telemetry telemetry) : IExternalCaller, IDisposable
{
    private const int LargestAnswer = 256 * 1024;
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // each call has its own
        MaxResponseContentBufferSize = LargestAnswer,
    };

    private readonly ConcurrentDictionary<string, Breaker> _breakers = new(StringComparer.Ordinal);

    /// <summary>Calls that are left out because they keep failing.</summary>
    public IEnumerable<string> Silent => _breakers.Where(breaker => breaker.Value.IsOpen).Select(breaker => breaker.Key).Order(StringComparer.Ordinal);

    public ExternalAnswer Call(ExternalCallDefinition definition, IReadOnlyList<KeyValuePair<string, string>> arguments)
    {
        var began = surroundings.Time.GetTimestamp();
        var breaker = _breakers.GetOrAdd(definition.Name, _ => new Breaker(surroundings.Time));
        var (body, status, error) = breaker.MayCall() ? Send(definition, arguments) : (null, 0, "CircuitOpen");
        if (error != "CircuitOpen")
            breaker.Report(body is not null);
        var took = surroundings.Time.GetElapsedTime(began);
        telemetry.Called(definition.Name, error ?? "Answered", took);
        return new ExternalAnswer(body, status, error, took.TotalMilliseconds);
    }

    public void Dispose() => _http.Dispose();

    private (JsonElement? Body, int Status, string? Error) Send(ExternalCallDefinition definition, IReadOnlyList<KeyValuePair<string, string>> arguments)
    {
        using var limit = new CancellationTokenSource(definition.Timeout, surroundings.Time);
        try
        {
            using var request = Request(definition, arguments);
            using var answer = _http.Send(request, HttpCompletionOption.ResponseContentRead, limit.Token);
            var status = (int)answer.StatusCode;
            if (!answer.IsSuccessStatusCode)
                return (null, status, $"Status {status}");
            using var stream = answer.Content.ReadAsStream(limit.Token);
            using var document = JsonDocument.Parse(stream);
            return (document.RootElement.Clone(), status, null);
        }
        catch (OperationCanceledException)
        {
            return (null, 0, "Timeout");
        }
        catch (HttpRequestException e)
        {
            return (null, 0, e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? "AnswerTooLarge" : e.HttpRequestError.ToString());
        }
        catch (JsonException)
        {
            return (null, 200, "NotJson");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) // of the connection, or of the token's file
        {
            return (null, 0, "Broken");
        }
    }

    private HttpRequestMessage Request(ExternalCallDefinition definition, IReadOnlyList<KeyValuePair<string, string>> arguments)
    {
        var request = definition.UsesPost
            ? new HttpRequestMessage(HttpMethod.Post, definition.Endpoint) { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Members(arguments), Compact)) }
            : new HttpRequestMessage(HttpMethod.Get, QueryHelpers.AddQueryString(definition.Endpoint, Members(arguments)!));
        if (request.Content is { } content)
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (settings.ExternalCalls.Find(call => call.Name == definition.Name)?.TokenFile is { } file)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(Path.Combine(surroundings.Directory, file)).Trim());
        return request;
    }

    private static Dictionary<string, string> Members(IReadOnlyList<KeyValuePair<string, string>> arguments) => new(arguments, StringComparer.Ordinal);
}
