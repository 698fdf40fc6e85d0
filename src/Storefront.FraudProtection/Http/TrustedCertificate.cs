using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Storefront.FraudProtection.Http;

/// <summary>Trusts what the system trusts, and besides what the certificates of one file vouch for. Names and dates are checked either way.</summary>
internal sealed class TrustedCertificate(string? file)
{
    private readonly Lock gate = new();
    private (DateTime WrittenUtc, long Length, X509Certificate2Collection Certificates)? read;

    public HttpMessageHandler Handler()
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),   // a changed address is noticed
            ConnectTimeout = TimeSpan.FromSeconds(10),
            AllowAutoRedirect = false,                         // a token is for one address, and an event is not for another
            UseCookies = false,
            ActivityHeadersPropagator = null,                  // every delivery of an event is the same; the correlation ID is what ties it to ours
        };
        if (!string.IsNullOrWhiteSpace(file))
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors);
        return handler;
    }

    private bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 presented || Roots() is not { Count: > 0 } roots)
            return false;                                      // a wrong name stays wrong, whoever vouches for it

        using var ours = new X509Chain();
        ours.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        ours.ChainPolicy.CustomTrustStore.AddRange(roots);
        ours.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;   // a certificate somebody made has no revocation list
        foreach (var sent in chain?.ChainElements.Select(element => element.Certificate) ?? [])
            ours.ChainPolicy.ExtraStore.Add(sent);
        return ours.Build(presented);
    }

    // The service may make the file after we started, and make a new one later.
    private X509Certificate2Collection? Roots()
    {
        lock (gate)
        {
            var now = new FileInfo(file!);
            if (!now.Exists)
                return null;
            if (read is { } last && last.WrittenUtc == now.LastWriteTimeUtc && last.Length == now.Length)
                return last.Certificates;

            try
            {
                var certificates = new X509Certificate2Collection();
                certificates.ImportFromPemFile(file!);
                read = (now.LastWriteTimeUtc, now.Length, certificates);
                return certificates;
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
            {
                return null;                                   // the connection then fails as untrusted, and says so
            }
        }
    }
}
