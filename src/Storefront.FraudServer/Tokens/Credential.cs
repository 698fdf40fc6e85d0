using System.Security.Cryptography.X509Certificates;

namespace Storefront.FraudServer.Tokens;

/// <summary>A program that may call: how it proves itself, and what its tokens are good for.</summary>
internal sealed record Credential
{
    public required string Tenant { get; init; }
    public required string ClientId { get; init; }

    /// <summary>More than one while a secret changes, until every caller has the new one.</summary>
    public IReadOnlyList<ClientSecret> Secrets { get; init; } = [];

    /// <summary>The public halves of the keys the client signs its assertions with.</summary>
    public IReadOnlyList<ClientCertificate> Certificates { get; init; } = [];

    public required string Resource { get; init; }

    /// <summary>IDs of the environments it may address; the first one is meant when a call names none.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Stands in its tokens: a new one refuses all made before. What the settings name has none.</summary>
    public string? Stamp { get; init; }
}

/// <summary>A secret's hash, and when it ends.</summary>
internal sealed record ClientSecret(string Hash, DateTimeOffset? Ends = null);

/// <summary>A certificate, and when it ends here, whatever it says of itself.</summary>
internal sealed record ClientCertificate(X509Certificate2 Certificate, DateTimeOffset? Ends = null);
