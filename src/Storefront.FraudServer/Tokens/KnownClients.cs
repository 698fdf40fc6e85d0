namespace Storefront.FraudServer.Tokens;

/// <summary>The clients of one moment. A change makes a new one, so whoever kept this one can tell that something changed.</summary>
internal sealed class KnownClients
{
    private readonly Dictionary<(string Tenant, string ClientId), Credential> _all = [];

    /// <param name="credentials">Of two for the same client the first one counts.</param>
    public KnownClients(IEnumerable<Credential> credentials)
    {
        foreach (var credential in credentials)
            _all.TryAdd(Key(credential.Tenant, credential.ClientId), credential);
        Tenants = _all.Keys.Select(key => key.Tenant).ToHashSet(StringComparer.Ordinal);
        Resources = _all.Values.Select(c => c.Resource).ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlyCollection<Credential> All => _all.Values;

    public IReadOnlySet<string> Tenants { get; }

    public IReadOnlySet<string> Resources { get; }

    public Credential? Find(string tenant, string clientId) => _all.GetValueOrDefault(Key(tenant, clientId));

    private static (string, string) Key(string tenant, string clientId) => (Credentials.Normal(tenant), Credentials.Normal(clientId));
}
