using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Access;

/// <summary>Every change of the tree of environments. What is returned is why it was not done, or null.</summary>
internal static class EnvironmentChanges
{
    public static string? Add(WriteSession session, StoredEnvironment added, Person by)
    {
        if (session.Scalar("SELECT 1 FROM environment WHERE lower(id) = lower($1)", added.Id) is not null)
            return "An environment with this ID is there already.";
        session.Execute(
            "INSERT INTO environment (id, api_id, name, parent_id, created_at) VALUES ($1, $2, $3, $4, $5)",
            added.Id, added.ApiId, added.Name, added.Parent, by.At.ToUnixTimeMilliseconds());
        by.Record(session, "environment.add", Subject(added.Id), null, added);
        return null;
    }

    public static string? Rename(WriteSession session, string id, string name, Person by)
    {
        if (session.Scalar("SELECT name FROM environment WHERE id = $1", id) is not string known)
            return "There is no such environment.";
        if (known == name)
            return null;
        session.Execute("UPDATE environment SET name = $2 WHERE id = $1", id, name);
        by.Record(session, "environment.rename", Subject(id), new { name = known }, new { name });
        return null;
    }

    /// <summary>Forgets what was written down about one without children; what was received there stays.</summary>
    public static string? Remove(WriteSession session, string id, Person by)
    {
        if (session.Scalar("SELECT 1 FROM environment WHERE lower(parent_id) = lower($1)", id) is not null)
            return "There are environments below it. Remove them first.";
        var known = session.First(
            "SELECT id, api_id, name, parent_id FROM environment WHERE id = $1",
            row => new StoredEnvironment(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3)), id);
        if (known is null)
            return null;
        session.Execute("DELETE FROM environment WHERE id = $1", id);
        by.Record(session, "environment.remove", Subject(id), known, null);
        return null;
    }

    private static string Subject(string id) => $"environment {id}";
}
