using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Storefront.Web.Tests.Fraud;

/// <summary>Plays Azure Key Vault and the authority in front of it, over https with a certificate made here; Microsoft's own client asks it.</summary>
internal sealed class Vault : IAsyncDisposable
{
    private const string Tenant = "vault-tenant";
    private readonly WebApplication app;
    private readonly X509Certificate2 certificate;
    private readonly HttpClient http;

    private Vault(WebApplication app, X509Certificate2 certificate)
    {
        (this.app, this.certificate) = (app, certificate);
        http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        });
    }

    public Uri Address => new(app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    /// <summary>What it holds, by name. It may change at any time.</summary>
    public ConcurrentDictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>The names it was asked for by somebody it knows.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Every connection breaks.</summary>
    public bool Away { get; set; }

    public static async Task<Vault> StartAsync()
    {
        var made = MakeCertificate("localhost");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(made)));
        var host = builder.Build();
        var vault = new Vault(host, made);
        host.Run(vault.AnswerAsync);
        await host.StartAsync();
        return vault;
    }

    /// <summary>A client as the shop has one, with an identity this vault knows.</summary>
    public SecretClient Client()
    {
        var transport = new HttpClientTransport(http);
        var identity = new ClientSecretCredential(Tenant, "the-shop", "the shop's own secret", new ClientSecretCredentialOptions
        {
            AuthorityHost = Address, DisableInstanceDiscovery = true, Transport = transport, AdditionallyAllowedTenants = { "*" },
        });
        return new SecretClient(Address, identity, new SecretClientOptions { Transport = transport, DisableChallengeResourceVerification = true });
    }

    public static X509Certificate2 MakeCertificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable); // the portable form, which a server can keep
    }

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await app.StopAsync(stop.Token);
        await app.DisposeAsync();
        http.Dispose();
        certificate.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (Away)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (context.Request.Path.Value!.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal))
            return context.Response.WriteAsJsonAsync(new { token_type = "Bearer", expires_in = 3599, access_token = "let the shop in" });

        // The first request of a client carries no token and is told where to get one.
        if (context.Request.Headers.Authorization != "Bearer let the shop in")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = $"Bearer authorization=\"{Address}{Tenant}\", resource=\"https://vault.azure.net\"";
            return Task.CompletedTask;
        }

        var name = context.Request.Path.Value.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["secrets", var asked, ..] ? asked : "";
        Asked.Enqueue(name);
        if (Secrets.TryGetValue(name, out var value))
            return context.Response.WriteAsJsonAsync(new { value, id = $"{Address}secrets/{name}/1", attributes = new { enabled = true } });

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsJsonAsync(new { error = new { code = "SecretNotFound", message = $"A secret named {name} was not found." } });
    }
}
