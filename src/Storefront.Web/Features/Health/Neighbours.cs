using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Storefront.Web.Features.Settings;

namespace Storefront.Web.Features.Health;

/// <summary>Whether Fraud Protection and the bank answer at all. Asked at most every few seconds, however often the shop is asked.</summary>
internal sealed class Neighbours(IConfiguration configuration, LiveSettings live, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim one = new(1);
    private readonly HttpClient http = new(Handler(configuration["FraudProtection:TrustedCertificateFile"])) { Timeout = Patience };
    private HealthPart[] last = [];
    private long lookedAt;

    public async Task<IReadOnlyList<HealthPart>> LookAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (last.Length > 0 && clock.GetElapsedTime(lookedAt) < Remembered)
                return last;

            last = await Task.WhenAll(
                FraudProtectionAsync(cancellationToken),
                AnswersAsync("bank", configuration["Payments:BankAddress"] ?? "http://localhost:5092", cancellationToken));
            lookedAt = clock.GetTimestamp();
            return last;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    private Task<HealthPart> FraudProtectionAsync(CancellationToken cancellationToken) =>
        live.Current.Fraud is { Enabled: true, Options.Endpoint: { } endpoint }
            ? AnswersAsync("fraud protection", endpoint.AbsoluteUri.TrimEnd('/') + "/api/v1/health", cancellationToken)
            : Task.FromResult(new HealthPart("fraud protection", HealthState.Off));

    /// <summary>Any answer of the program itself is one; what it answers is its own affair.</summary>
    private async Task<HealthPart> AnswersAsync(string name, string address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(address), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)answer.StatusCode < 500 ? new(name, HealthState.Ok) : new(name, HealthState.Degraded, $"answers {(int)answer.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new(name, HealthState.Degraded, "gives no answer");
        }
    }

    // A local service has a certificate of its own making, which the library is told of by the same setting.
    private static SocketsHttpHandler Handler(string? trusted)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && IsTrusted(certificate, chain, trusted));
        return handler;
    }

    private static bool IsTrusted(X509Certificate? certificate, X509Chain? chain, string? trusted)
    {
        if (certificate is not X509Certificate2 presented || chain is null || !File.Exists(trusted))
            return false;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(trusted);
        return chain.Build(presented);
    }
}
