using System.Data.Common;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.People;

/// <summary>Reads who may sign in.</summary>
internal sealed class Users(Database database)
{
    private const string Columns =
        "SELECT id, email, role, password_hash, temporary, stamp, locked_until, disabled, created_at, signed_in_at FROM portal_user ";

    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    /// <summary>Whether anybody can sign in at all.</summary>
    public bool AreThere() => Read("LIMIT 1").Count > 0;

    public PortalUser? Find(long id) => Read("WHERE id = $1", id).FirstOrDefault();

    public PortalUser? Find(string email) => Read("WHERE email = $1", Normal(email)).FirstOrDefault();

    /// <summary>The next ones after an address, in the order of addresses.</summary>
    public IReadOnlyList<PortalUser> After(string email, int limit) => Read("WHERE email > $1 ORDER BY email LIMIT $2", email, limit);

    private IReadOnlyList<PortalUser> Read(string where, params ReadOnlySpan<object?> values) => database.Read(Columns + where, User, values);

    private static PortalUser User(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Email = row.GetString(1),
        Role = row.GetString(2),
        PasswordHash = row.GetString(3),
        IsTemporary = row.GetInt64(4) != 0,
        Stamp = row.GetString(5),
        LockedUntil = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        IsDisabled = row.GetInt64(7) != 0,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
        SignedInAt = row.IsDBNull(9) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)),
    };
}
