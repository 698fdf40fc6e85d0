using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Tokens;

/// <summary>The client everybody knows, so that the shop runs on a developer's machine without a setting. It exists only in Development.</summary>
internal static class DevelopmentCredential
{
    public const string Tenant = "11111111-1111-1111-1111-111111111111";
    public const string ClientId = "22222222-2222-2222-2222-222222222222";
    public const string Secret = "local-development-secret";
    public const string Environment = "33333333-3333-3333-3333-333333333333";

    public static Credential Credential { get; } = new()
    {
        Tenant = Tenant,
        ClientId = ClientId,
        Secrets = [new("pbkdf2-sha256$100000$XwyaS+HSdzOAbh9KwrldGA==$zWO+b0A/S1hYLp4DITYdWC0SAPzMRwQyyT6usQZs5Kc=")],
        Resource = "https://api.dfp.local",
        Environments = [Environment],
        Roles = [Credentials.EventRole],
    };

    /// <summary>Whether somebody copied a part of it that must not leave Development.</summary>
    public static bool Resembles(CredentialSettings settings) =>
        settings.ClientId == ClientId
        || settings.Tenant == Tenant
        || (settings.SecretHash is { } hash && SecretHash.Matches(hash, Secret))
        || (settings.PreviousSecretHash is { } previous && SecretHash.Matches(previous, Secret))
        || (settings.SecretFile is { } file && File.Exists(file) && File.ReadAllText(file).Trim() == Secret);
}
