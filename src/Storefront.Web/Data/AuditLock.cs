using Microsoft.EntityFrameworkCore;

namespace Storefront.Web.Data;

/// <summary>The audit trail only grows: the database itself refuses to change or remove a line of it, whoever asks.</summary>
internal static class AuditLock
{
    private const string Refusal = "The audit trail is never changed.";

    public static async Task SetAsync(StoreDb db, CancellationToken cancellationToken)
    {
        string[] statements = db.Database.IsSqlite()
            ?
            [
                $"CREATE TRIGGER IF NOT EXISTS AuditEntries_NoUpdate BEFORE UPDATE ON AuditEntries BEGIN SELECT RAISE(ABORT, '{Refusal}'); END",
                $"CREATE TRIGGER IF NOT EXISTS AuditEntries_NoDelete BEFORE DELETE ON AuditEntries BEGIN SELECT RAISE(ABORT, '{Refusal}'); END",
            ]
            : [$"CREATE OR ALTER TRIGGER AuditEntries_OnlyGrow ON AuditEntries INSTEAD OF UPDATE, DELETE AS THROW 50000, '{Refusal}', 1"];
        foreach (var statement in statements)
            await db.Database.ExecuteSqlRawAsync(statement, cancellationToken);
    }
}
