using System.Security.Cryptography.X509Certificates;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Tokens;

/// <summary>The clients this service knows: those of the settings, and those that were entered in the portal.</summary>
internal sealed class Credentials
{
    /// <summary>The application role every event asks for.</summary>
    public const string EventRole = "Risk_API";

    /// <summary>The application role for what makes environments.</summary>
    public const string ProvisioningRole = "Provisioning_API";

    private volatile KnownClients _known;

    public Credentials(FraudServerSettings settings, bool development)
    {
        OfSettings = [.. settings.Credentials.Select(From), .. development ? [DevelopmentCredential.Credential] : Array.Empty<Credential>()];
        _known = new(OfSettings);
    }

    /// <summary>Those that are changed in the settings alone; they go before those of the portal.</summary>
    public IReadOnlyList<Credential> OfSettings { get; }

    public KnownClients Known => _known;

    /// <summary>Takes up what was entered in the portal.</summary>
    public void Put(IEnumerable<Credential> stored) => _known = new(OfSettings.Concat(stored));

    // GUIDs are written in either case.
    public static string Normal(string id) => id.ToLowerInvariant();

    private static Credential From(CredentialSettings settings) => new()
    {
        Tenant = Normal(settings.Tenant),
        ClientId = settings.ClientId,
        Secrets = [.. new[]
        {
            settings.SecretHash ?? (settings.SecretFile is { } file ? SecretHash.Of(File.ReadAllText(file).Trim()) : null), settings.PreviousSecretHash,
        }.OfType<string>().Select(hash => new ClientSecret(hash))],
        Certificates = settings.CertificateFile is { } certificate ? [new(X509CertificateLoader.LoadCertificateFromFile(certificate))] : [],
        Resource = settings.Resource,
        Environments = settings.Environments,
        Roles = settings.Roles.Count > 0 ? settings.Roles : [EventRole],
    };
}
