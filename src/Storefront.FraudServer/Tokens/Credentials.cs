using System.Security.Cryptography.X509Certificates;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Tokens;

/// <summary>The clients this service knows.</summary>
internal sealed class Credentials
{
    /// <summary>The application role every event asks for.</summary>
    public const string EventRole = "Risk_API";

    private readonly Dictionary<(string Tenant, string ClientId), Credential> _all;

    public Credentials(FraudServerSettings settings, bool development)
    {
        _all = settings.Credentials.Select(From).ToDictionary(Key);
        if (development)
            _all.TryAdd(Key(DevelopmentCredential.Credential), DevelopmentCredential.Credential);
        Tenants = _all.Keys.Select(key => key.Tenant).ToHashSet(StringComparer.Ordinal);
        Resources = _all.Values.Select(c => c.Resource).ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlyCollection<Credential> All => _all.Values;

    public IReadOnlySet<string> Tenants { get; }

    public IReadOnlySet<string> Resources { get; }

    public Credential? Find(string tenant, string clientId) => _all.GetValueOrDefault(Key(tenant, clientId));

    // GUIDs are written in either case.
    public static string Normal(string id) => id.ToLowerInvariant();

    private static (string, string) Key(Credential credential) => Key(credential.Tenant, credential.ClientId);

    private static (string, string) Key(string tenant, string clientId) => (Normal(tenant), Normal(clientId));

    private static Credential From(CredentialSettings settings) => new()
    {
        Tenant = Normal(settings.Tenant),
        ClientId = settings.ClientId,
        SecretHash = settings.SecretHash
            ?? (settings.SecretFile is { } file ? SecretHash.Of(File.ReadAllText(file).Trim()) : null),
        PreviousSecretHash = settings.PreviousSecretHash,
        Certificate = settings.CertificateFile is { } certificate ? X509CertificateLoader.LoadCertificateFromFile(certificate) : null,
        Resource = settings.Resource,
        Environments = settings.Environments,
        Roles = settings.Roles.Count > 0 ? settings.Roles : [EventRole],
    };
}
