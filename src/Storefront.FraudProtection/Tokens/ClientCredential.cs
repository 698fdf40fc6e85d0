using System.Security.Cryptography.X509Certificates;

namespace Storefront.FraudProtection.Tokens;

/// <summary>Yields the client's credential as it is now.</summary>
internal delegate ValueTask<ClientCredential> CredentialSource(CancellationToken cancellationToken);

/// <summary>A secret or a certificate. A class and not a record, so that nothing prints it.</summary>
internal sealed class ClientCredential
{
    private ClientCredential(string? secret, X509Certificate2? certificate) => (Secret, Certificate) = (secret, certificate);

    public string? Secret { get; }

    public X509Certificate2? Certificate { get; }

    public static ClientCredential Of(string secret) =>
        string.IsNullOrWhiteSpace(secret) ? throw new InvalidOperationException("The client secret is empty.") : new(secret.Trim(), null);

    public static ClientCredential Of(X509Certificate2 certificate) =>
        certificate.HasPrivateKey ? new(null, certificate) : throw new InvalidOperationException("The client certificate has no private key.");

    public bool IsSameAs(ClientCredential other) =>
        Secret == other.Secret && Certificate?.Thumbprint == other.Certificate?.Thumbprint;

    /// <summary>Where the settings say the credential is. Files are read each time, so that a new one is noticed.</summary>
    public static CredentialSource From(FraudProtectionOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.ClientSecretFile))
            return async cancellationToken => Of(await File.ReadAllTextAsync(options.ClientSecretFile, cancellationToken).ConfigureAwait(false));
        if (!string.IsNullOrWhiteSpace(options.ClientCertificateFile))
            return async cancellationToken => Of(Certificate2(await File.ReadAllBytesAsync(options.ClientCertificateFile, cancellationToken).ConfigureAwait(false), options.ClientCertificatePassword));
        return _ => ValueTask.FromResult(Of(options.ClientSecret!));
    }

    private static X509Certificate2 Certificate2(byte[] file, string? password)
    {
        if (!file.AsSpan().StartsWith("-----BEGIN"u8))
            return X509CertificateLoader.LoadPkcs12(file, password);

        var pem = System.Text.Encoding.UTF8.GetString(file);
        return string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPem(pem, pem) : X509Certificate2.CreateFromEncryptedPem(pem, pem, password);
    }
}
