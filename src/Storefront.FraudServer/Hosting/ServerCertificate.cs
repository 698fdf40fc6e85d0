using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Storefront.FraudServer.Hosting;

/// <summary>
/// The certificate of the https address: made here, kept in the data folder, renewed before it ends.
/// Callers trust the file <c>certificate.pem</c>; nothing is put into a store of the machine.
/// </summary>
internal sealed class ServerCertificate : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    private readonly string _file;
    private readonly string _keyFile;
    private readonly TimeProvider _time;
    private readonly Lock _renewing = new();
    private readonly ITimer _timer;
    private X509Certificate2 _current;

    public ServerCertificate(string directory, TimeProvider time)
    {
        _file = Path.Combine(directory, "certificate.pem");
        _keyFile = Path.Combine(directory, "certificate.key");
        _time = time;
        _current = Kept() is { } kept && !IsDue(kept) ? kept : Make();
        _timer = time.CreateTimer(_ => RenewWhenDue(), null, LookEvery, LookEvery);
    }

    /// <summary>What the next handshake is answered with.</summary>
    public X509Certificate2 Current => Volatile.Read(ref _current);

    public void Dispose() => _timer.Dispose(); // handshakes under way still hold the certificate itself

    internal void RenewWhenDue()
    {
        lock (_renewing)
        {
            if (IsDue(_current))
                Volatile.Write(ref _current, Make());
        }
    }

    private bool IsDue(X509Certificate2 certificate) =>
        certificate.NotAfter.ToUniversalTime() - RenewBefore <= _time.GetUtcNow().UtcDateTime;

    private X509Certificate2? Kept()
    {
        if (!File.Exists(_file) || !File.Exists(_keyFile))
            return null;
        try
        {
            using var pem = X509Certificate2.CreateFromPemFile(_file, _keyFile);
            return Servable(pem);
        }
        catch (CryptographicException) // half written by a kill, or two files that do not belong together
        {
            return null;
        }
    }

    private X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var now = _time.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);

        PrivateFile.Write(_keyFile, key.ExportPkcs8PrivateKeyPem());
        PrivateFile.Write(_file, made.ExportCertificatePem(), readableByAll: true);
        return Servable(made);
    }

    // Windows serves TLS only with a key that went through a key file; the round trip is what is portable.
    private static X509Certificate2 Servable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
}
