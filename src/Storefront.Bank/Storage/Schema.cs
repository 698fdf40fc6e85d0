using Microsoft.Data.Sqlite;

namespace Storefront.Bank.Storage;

/// <summary>The tables, as the steps that lead to them. <c>PRAGMA user_version</c> counts the steps taken.</summary>
/// <remarks>Money is whole minor units, instants are Unix milliseconds.</remarks>
internal static class Schema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE card_session (
            id          TEXT PRIMARY KEY,
            checkout    TEXT NOT NULL,
            return_to   TEXT NOT NULL,
            amount      INTEGER NOT NULL,
            currency    TEXT NOT NULL,
            created_at  INTEGER NOT NULL,
            tries       INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX card_session_created ON card_session (created_at);

        CREATE TABLE card (
            token         TEXT PRIMARY KEY,
            fingerprint   TEXT NOT NULL,
            bin           TEXT NOT NULL,
            last_four     TEXT NOT NULL,
            brand         TEXT NOT NULL,
            expiry        TEXT NOT NULL,
            holder_name   TEXT NOT NULL,
            behaviour     TEXT NOT NULL,
            reference     TEXT NOT NULL UNIQUE,
            checkout      TEXT NOT NULL,
            created_at    INTEGER NOT NULL,
            redeemed_at   INTEGER
        ) STRICT;
        CREATE INDEX card_unredeemed ON card (created_at) WHERE redeemed_at IS NULL;

        CREATE TABLE payment_authorization (
            key          TEXT PRIMARY KEY,
            approved     INTEGER NOT NULL,
            behaviour    TEXT NOT NULL,
            amount       INTEGER NOT NULL,
            currency     TEXT,
            merchant_id  TEXT NOT NULL,
            expires_at   INTEGER NOT NULL,
            captured     INTEGER,
            returned     INTEGER NOT NULL DEFAULT 0,
            voided       INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE ledger (
            sequence          INTEGER PRIMARY KEY AUTOINCREMENT,
            at                INTEGER NOT NULL,
            operation         TEXT NOT NULL,
            idempotency_key   TEXT NOT NULL UNIQUE,
            request_digest    TEXT NOT NULL,
            reference         TEXT NOT NULL,
            amount            INTEGER NOT NULL,
            currency          TEXT,
            outcome           TEXT NOT NULL,
            response_code     TEXT NOT NULL,
            reference_number  TEXT NOT NULL,
            merchant_id       TEXT NOT NULL
        ) STRICT;
        CREATE INDEX ledger_reference ON ledger (reference, sequence);
        """,
    ];

    /// <summary>Takes the steps that are missing, each in a transaction of its own.</summary>
    public static void Upgrade(SqliteConnection connection)
    {
        for (var step = Version(connection); step < Steps.Length; step++)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            if (Version(connection) == step) // another process may have been faster
                connection.Execute(Steps[step] + $"PRAGMA user_version = {step + 1};");

            transaction.Commit();
        }
    }

    /// <summary>Null when the tables are the ones this program knows; otherwise what to do about it.</summary>
    public static string? Problem(SqliteConnection connection) => Version(connection) switch
    {
        var version when version < Steps.Length =>
            $"The bank's database is at version {version}, this program needs {Steps.Length}. Run: dotnet Storefront.Bank.dll migrate",
        var version when version > Steps.Length =>
            $"The bank's database is at version {version}, which is newer than this program's {Steps.Length}. Start the newer program, or set Storage__Directory to another folder.",
        _ => null,
    };

    private static int Version(SqliteConnection connection) => connection.Query("PRAGMA user_version", row => row.GetInt32(0)).Single();
}
