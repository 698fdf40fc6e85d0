using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.People;

/// <summary>Every change of who may sign in, each with its note in the log. What is returned is why it was not done, or null.</summary>
internal static class UserChanges
{
    private const string LastAdmin = "This is the last administrator. Make somebody else one first.";
    private const string Gone = "There is no such user.";

    public static string? Add(WriteSession session, string email, string role, string passwordHash, bool isTemporary, Person by)
    {
        if (session.Scalar("SELECT 1 FROM portal_user WHERE email = $1", email) is not null)
            return $"{email} is a user already.";
        session.Execute(
            "INSERT INTO portal_user (email, role, password_hash, temporary, stamp, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
            email, role, passwordHash, isTemporary ? 1 : 0, NewStamp(), by.At.ToUnixTimeMilliseconds());
        by.Record(session, "user.add", Subject(email), null, new { role });
        return null;
    }

    public static string? SetRole(WriteSession session, long id, string role, Person by)
    {
        if (Known(session, id) is not { } known)
            return Gone;
        if (known.Role == role)
            return null;
        if (known.Role == Roles.Admin && IsLastAdmin(session, id))
            return LastAdmin;
        session.Execute("UPDATE portal_user SET role = $2, stamp = $3 WHERE id = $1", id, role, NewStamp());
        by.Record(session, "user.role", Subject(known.Email), new { role = known.Role }, new { role });
        return null;
    }

    public static string? SetPassword(WriteSession session, long id, string passwordHash, bool isTemporary, Person by)
    {
        if (Known(session, id) is not { } known)
            return Gone;
        session.Execute(
            "UPDATE portal_user SET password_hash = $2, temporary = $3, stamp = $4, failures = 0, locked_until = 0 WHERE id = $1",
            id, passwordHash, isTemporary ? 1 : 0, NewStamp());
        by.Record(session, isTemporary ? "user.password.reset" : "user.password", Subject(known.Email), null, null);
        return null;
    }

    public static string? SetStanding(WriteSession session, long id, bool disabled, Person by)
    {
        if (Known(session, id) is not { } known)
            return Gone;
        if (known.IsDisabled == disabled)
            return null;
        if (disabled && known.Role == Roles.Admin && IsLastAdmin(session, id))
            return LastAdmin;
        session.Execute("UPDATE portal_user SET disabled = $2, stamp = $3 WHERE id = $1", id, disabled ? 1 : 0, NewStamp());
        by.Record(session, disabled ? "user.disable" : "user.enable", Subject(known.Email), null, null);
        return null;
    }

    public static string NewStamp() => Guid.NewGuid().ToString("N");

    public static string Subject(string email) => $"user {email}";

    private static Standing? Known(WriteSession session, long id) => session.First(
        "SELECT email, role, disabled FROM portal_user WHERE id = $1", row => new Standing(row.GetString(0), row.GetString(1), row.GetInt64(2) != 0), id);

    private static bool IsLastAdmin(WriteSession session, long id) =>
        session.Scalar("SELECT 1 FROM portal_user WHERE role = 'admin' AND disabled = 0 AND id <> $1 LIMIT 1", id) is null;

    private sealed record Standing(string Email, string Role, bool IsDisabled);
}
