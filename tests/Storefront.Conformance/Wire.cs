using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.Conformance;

/// <summary>A caller who knows nothing but HTTP.</summary>
internal sealed class Wire : IDisposable
{
    private readonly HttpClient http;
    private string? token;

    public Wire(Target target)
    {
        Target = target;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (target.TrustedCertificate is { } file)
        {
            var trusted = X509CertificateLoader.LoadCertificateFromFile(file);
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { trusted }, RevocationMode = X509RevocationMode.NoCheck };
        }

        http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
    }

    public Target Target { get; }

    /// <summary>Makes every ID of this run one that was never sent.</summary>
    public string Run { get; } = Guid.NewGuid().ToString("N")[..8];

    public async Task<string> TokenAsync()
    {
        if (token is not null)
            return token;
        var answer = await AskTokenAsync("oauth2/v2.0/token", Credential().Append(("scope", Target.Resource + "/.default")));
        return token = answer.Json?["access_token"]?.GetValue<string>() ?? throw new DifferenceException($"No token was given: {answer}");
    }

    public IEnumerable<(string Key, string Value)> Credential() => [("grant_type", "client_credentials"), ("client_id", Target.ClientId), ("client_secret", Target.Secret)];

    public Task<Answer> AskTokenAsync(string path, IEnumerable<(string Key, string Value)> form, bool basic = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Target.Authority}/{path}"))
        {
            Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Key, field.Value))),
        };
        if (basic)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(Target.ClientId)}:{Uri.EscapeDataString(Target.Secret)}")));
        return SendAsync(request);
    }

    public Task<Answer> GetAuthorityAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri($"{Target.Authority}/{path}")));

    public Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Target.Endpoint, path.TrimStart('/'))));

    /// <param name="path">From the contract.</param>
    /// <param name="body">Anything that becomes JSON.</param>
    /// <param name="headers">Beside the usual ones; a null value takes one of them away.</param>
    public Task<Answer> PostAsync(string path, JsonNode body, params (string Name, string? Value)[] headers) => PostTextAsync(path, body.ToJsonString(Relaxed), headers);

    public async Task<Answer> PostTextAsync(string path, string body, params (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Target.Endpoint, path.TrimStart('/'))) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + await TokenAsync());
        request.Headers.TryAddWithoutValidation("x-ms-dfpenvid", Target.EnvironmentId);
        request.Headers.TryAddWithoutValidation("x-ms-correlation-id", Guid.NewGuid().ToString());
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return await SendAsync(request);
    }

    public void Dispose() => http.Dispose();

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request);
            var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new Answer((int)answer.StatusCode, headers, await answer.Content.ReadAsStringAsync());
        }
    }
}
