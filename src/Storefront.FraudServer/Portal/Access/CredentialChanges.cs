using System.Text.Json;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Access;

/// <summary>What is said of a client in the portal.</summary>
internal sealed record CredentialFacts(string Name, string Tenant, string ClientId, string Resource, IReadOnlyList<string> Environments, IReadOnlyList<string> Roles);

/// <summary>Every change of who may call, each with its note in the log. What is returned is why it was not done, or null.</summary>
internal static class CredentialChanges
{
    public const int MostSecrets = 2;
    private const int MostCertificates = 5;
    private const string Gone = "There is no such credential.";

    public static string? Add(WriteSession session, CredentialFacts facts, string? secretHash, Person by)
    {
        if (session.Scalar("SELECT 1 FROM credential WHERE tenant = $1 AND lower(client_id) = lower($2)", facts.Tenant, facts.ClientId) is not null)
            return "This client of this tenant is there already.";
        session.Execute(
            "INSERT INTO credential (name, tenant, client_id, resource, environments, roles, stamp, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            facts.Name, facts.Tenant, facts.ClientId, facts.Resource, JsonSerializer.Serialize(facts.Environments), JsonSerializer.Serialize(facts.Roles), NewStamp(), Now(by));
        by.Record(session, "credential.add", Subject(facts.Tenant, facts.ClientId), null, facts);
        if (secretHash is not null)
            AddKey(session, (long)session.Scalar("SELECT id FROM credential WHERE tenant = $1 AND client_id = $2", facts.Tenant, facts.ClientId)!, StoredKey.Secret, secretHash, "the first secret", null, by);
        return null;
    }

    /// <summary>Tokens made before are refused when they promise what is no longer so.</summary>
    public static string? Change(WriteSession session, StoredCredential known, CredentialFacts facts, Person by)
    {
        var before = new { known.Name, known.Resource, known.Environments, known.Roles };
        var after = new { facts.Name, facts.Resource, facts.Environments, facts.Roles };
        var (was, becomes) = (JsonSerializer.Serialize(before), JsonSerializer.Serialize(after));
        if (was == becomes)
            return null;
        var stamp = known.Resource == facts.Resource && known.Roles.SequenceEqual(facts.Roles, StringComparer.Ordinal) ? known.Stamp : NewStamp();
        session.Execute(
            "UPDATE credential SET name = $2, resource = $3, environments = $4, roles = $5, stamp = $6 WHERE id = $1",
            known.Id, facts.Name, facts.Resource, JsonSerializer.Serialize(facts.Environments), JsonSerializer.Serialize(facts.Roles), stamp);
        by.Record(session, "credential.change", Subject(known.Tenant, known.ClientId), before, after);
        return null;
    }

    /// <param name="session">The transaction.</param>
    /// <param name="id">The client.</param>
    /// <param name="kind">Secret or certificate.</param>
    /// <param name="value">The secret's hash, or the certificate.</param>
    /// <param name="note">For people.</param>
    /// <param name="othersEnd">When the secrets end that are good now; one that ends sooner still does.</param>
    /// <param name="by">Who.</param>
    public static string? AddKey(WriteSession session, long id, string kind, string value, string note, DateTimeOffset? othersEnd, Person by)
    {
        if (Client(session, id) is not { } subject)
            return Gone;
        session.Execute("DELETE FROM credential_key WHERE credential_id = $1 AND ends_at <= $2", id, Now(by));
        var there = (long)session.Scalar("SELECT COUNT(*) FROM credential_key WHERE credential_id = $1 AND kind = $2", id, kind)!;
        if (there >= (kind == StoredKey.Secret ? MostSecrets : MostCertificates))
            return kind == StoredKey.Secret ? "There are two secrets already. Take one away first." : "There are five certificates already. Take one away first.";
        if (othersEnd is { } end)
            session.Execute("UPDATE credential_key SET ends_at = $2 WHERE credential_id = $1 AND kind = 'secret' AND (ends_at IS NULL OR ends_at > $2)", id, end.ToUnixTimeMilliseconds());
        session.Execute(
            "INSERT INTO credential_key (credential_id, kind, value, note, created_at) VALUES ($1, $2, $3, $4, $5)", id, kind, value, note, Now(by));
        by.Record(session, $"credential.{kind}.add", subject, null, new { note, theOtherEnds = othersEnd });
        return null;
    }

    /// <summary>Takes a key over as it was elsewhere, with its end.</summary>
    public static void Take(WriteSession session, long id, string kind, string value, string note, DateTimeOffset? ends, Person by)
    {
        session.Execute(
            "INSERT INTO credential_key (credential_id, kind, value, note, created_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)", id, kind, value, note, Now(by), ends?.ToUnixTimeMilliseconds());
        by.Record(session, $"credential.{kind}.add", Client(session, id)!, null, new { note, ends });
    }

    /// <summary>Takes a secret or certificate away; tokens that were made before are refused.</summary>
    public static string? RemoveKey(WriteSession session, long id, long key, Person by)
    {
        if (Client(session, id) is not { } subject)
            return Gone;
        var removed = session.First(
            "SELECT kind, note FROM credential_key WHERE id = $1 AND credential_id = $2", row => Tuple.Create(row.GetString(0), row.GetString(1)), key, id);
        if (removed is null)
            return null;
        session.Execute("DELETE FROM credential_key WHERE id = $1", key);
        session.Execute("UPDATE credential SET stamp = $2 WHERE id = $1", id, NewStamp());
        by.Record(session, $"credential.{removed.Item1}.revoke", subject, new { note = removed.Item2 }, null);
        return null;
    }

    /// <summary>Refuses the client, and every token it has; or lets it in again, with a new token.</summary>
    public static string? SetRevoked(WriteSession session, long id, bool revoked, Person by)
    {
        if (Client(session, id) is not { } subject)
            return Gone;
        if (session.Execute("UPDATE credential SET revoked = $2, stamp = $3 WHERE id = $1 AND revoked <> $2", id, revoked ? 1 : 0, NewStamp()) == 1)
            by.Record(session, revoked ? "credential.revoke" : "credential.restore", subject, null, null);
        return null;
    }

    private static string? Client(WriteSession session, long id) => session.First(
        "SELECT tenant, client_id FROM credential WHERE id = $1", row => Subject(row.GetString(0), row.GetString(1)), id);

    private static string Subject(string tenant, string clientId) => $"credential {tenant} {clientId}";

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    private static long Now(Person by) => by.At.ToUnixTimeMilliseconds();
}
