using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Data.Common;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Portal.Access;

/// <summary>A secret or a certificate of a client.</summary>
public sealed record StoredKey(long Id, string Kind, string Value, string Note, DateTimeOffset CreatedAt, DateTimeOffset? Ends)
{
    public const string Secret = "secret";
    public const string Certificate = "certificate";

    public bool IsGood(DateTimeOffset now) => Ends is not { } end || end > now;
}

/// <summary>A client as it was entered in the portal.</summary>
public sealed record StoredCredential
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string Tenant { get; init; }
    public required string ClientId { get; init; }
    public required string Resource { get; init; }
    public required IReadOnlyList<string> Environments { get; init; }
    public required IReadOnlyList<string> Roles { get; init; }
    public required string Stamp { get; init; }
    public required bool IsRevoked { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required IReadOnlyList<StoredKey> Keys { get; init; }
}

/// <summary>Reads clients and environments that were entered in the portal.</summary>
internal sealed class AccessTables(Database database)
{
    public IReadOnlyList<StoredCredential> Credentials() => Credentials("ORDER BY name, id", 0);

    public StoredCredential? Credential(long id) => Credentials("WHERE id = $1", id).FirstOrDefault();

    public IReadOnlyList<StoredEnvironment> Environments() => database.Read(
        "SELECT id, api_id, name, parent_id FROM environment ORDER BY created_at, id",
        row => new StoredEnvironment(row.GetString(0), Text(row, 1), row.GetString(2), Text(row, 3)));

    /// <summary>As the token endpoint needs it.</summary>
    public static Credential InForce(StoredCredential stored) => new()
    {
        Tenant = stored.Tenant,
        ClientId = stored.ClientId,
        Secrets = [.. stored.Keys.Where(key => key.Kind == StoredKey.Secret).Select(key => new ClientSecret(key.Value, key.Ends))],
        Certificates = [.. stored.Keys.Where(key => key.Kind == StoredKey.Certificate).Select(key => new ClientCertificate(X509Certificate2.CreateFromPem(key.Value), key.Ends))],
        Resource = stored.Resource,
        Environments = stored.Environments,
        Roles = stored.Roles,
        Stamp = stored.Stamp,
    };

    // The keys first: a client that is entered meanwhile has none yet, and is read again when its key is there.
    private IReadOnlyList<StoredCredential> Credentials(string which, long id)
    {
        var keys = Keys(id).ToLookup(key => key.Owner, key => key.Key);
        return database.Read("SELECT id, name, tenant, client_id, resource, environments, roles, stamp, revoked, created_at FROM credential " + which, row => new StoredCredential
        {
            Id = row.GetInt64(0),
            Name = row.GetString(1),
            Tenant = row.GetString(2),
            ClientId = row.GetString(3),
            Resource = row.GetString(4),
            Environments = JsonSerializer.Deserialize<string[]>(row.GetString(5))!,
            Roles = JsonSerializer.Deserialize<string[]>(row.GetString(6))!,
            Stamp = row.GetString(7),
            IsRevoked = row.GetInt64(8) != 0,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)),
            Keys = [.. keys[row.GetInt64(0)]],
        }, id);
    }

    private IReadOnlyList<(long Owner, StoredKey Key)> Keys(long id) => database.Read(
        "SELECT credential_id, id, kind, value, note, created_at, ends_at FROM credential_key WHERE $1 = 0 OR credential_id = $1 ORDER BY id",
        row => (row.GetInt64(0), new StoredKey(
            row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
            row.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)))),
        id);

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
