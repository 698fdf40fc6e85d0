using System.Security.Cryptography.X509Certificates;

namespace Storefront.FraudServer.Tokens;

/// <summary>A program that may call: how it proves itself, and what its tokens are good for.</summary>
internal sealed record Credential
{
    public required string Tenant { get; init; }
    public required string ClientId { get; init; }
    public string? SecretHash { get; init; }

    /// <summary>The secret before this one, good until every caller has the new one.</summary>
    public string? PreviousSecretHash { get; init; }

    /// <summary>The public half of the key the client signs its assertions with.</summary>
    public X509Certificate2? Certificate { get; init; }

    public required string Resource { get; init; }

    /// <summary>IDs of the environments it may address; the first one is meant when a call names none.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }
}
