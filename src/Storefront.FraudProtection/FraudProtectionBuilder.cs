using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Storefront.FraudProtection.Tokens;

namespace Storefront.FraudProtection;

/// <summary>What cannot be said in settings: credentials kept elsewhere, and the way to the network.</summary>
public sealed class FraudProtectionBuilder
{
    private readonly List<Action<IHttpClientBuilder>> network = [];

    internal Func<IServiceProvider, CredentialSource>? Credential { get; private set; }

    /// <summary>Takes the client's secret from a function, for example a key vault. It is asked before each token request and may answer differently each time.</summary>
    /// <param name="secret">Yields the secret.</param>
    public FraudProtectionBuilder UseClientSecret(Func<IServiceProvider, CancellationToken, ValueTask<string>> secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return Use(services => async cancellationToken => ClientCredential.Of(await secret(services, cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>Takes the client's certificate, with its private key, from a function. It is asked before each token request and may answer differently each time.</summary>
    /// <param name="certificate">Yields the certificate. It stays the caller's to dispose of.</param>
    public FraudProtectionBuilder UseClientCertificate(Func<IServiceProvider, CancellationToken, ValueTask<X509Certificate2>> certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Use(services => async cancellationToken => ClientCredential.Of(await certificate(services, cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>Takes a credential as clients of <see cref="FraudProtectionFactory"/> do.</summary>
    /// <param name="credential">The credential.</param>
    public FraudProtectionBuilder UseCredential(FraudProtectionCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return Use(_ => credential.Source);
    }

    /// <summary>Changes the HTTP clients, for example their handlers, for events and for tokens alike.</summary>
    /// <param name="configure">Called once for each of the two clients.</param>
    public FraudProtectionBuilder ConfigureHttp(Action<IHttpClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        network.Add(configure);
        return this;
    }

    internal void Configure(IHttpClientBuilder client) => network.ForEach(configure => configure(client));

    private FraudProtectionBuilder Use(Func<IServiceProvider, CredentialSource> credential)
    {
        if (Credential is not null)
            throw new InvalidOperationException("A credential was given before. Give one, once.");

        Credential = credential;
        return this;
    }
}
