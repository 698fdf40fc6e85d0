using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Storefront.Costs;

/// <summary>Makes a long history of a short one: what was received is copied with IDs of its own until there is enough.</summary>
internal static class History
{
    public static void Fill(string file, long events)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file }.ToString());
        connection.Open();
        Run(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; PRAGMA foreign_keys = OFF;");
        for (var copy = 1; Count(connection) is var there && there < events; copy++)
        {
            var rows = Math.Min(there, events - there);
            using var transaction = connection.BeginTransaction();
            foreach (var table in new[]
            {
                """
                INSERT INTO received (sequence, received_at, event, path, correlation_id, environment_id, client_id, status, request, response, decision, rule, clause, detail)
                SELECT sequence + $last, received_at, event, path, correlation_id, environment_id, client_id, status, request, response, decision, rule, clause, detail FROM received ORDER BY sequence LIMIT $rows
                """,
                "INSERT INTO received_link (id, sequence) SELECT id || $mark, sequence + $last FROM received_link WHERE sequence <= $rows",
                "INSERT INTO purchase (environment_id, purchase_id, sequence) SELECT environment_id, purchase_id || $mark, sequence + $last FROM purchase WHERE sequence <= $rows",
                "INSERT INTO object (environment_id, kind, id, subject, at, sequence, outcome, state) SELECT environment_id, kind, id || $mark, subject || $mark, at, sequence + $last, outcome, state FROM object WHERE sequence <= $rows",
                "INSERT INTO velocity_series (id, environment_id, velocity, key) SELECT id + $series, environment_id, velocity, key || $mark FROM velocity_series WHERE id <= $rows",
                "INSERT INTO velocity_bucket (series, unit, number, amount) SELECT series + $series, unit, number, amount FROM velocity_bucket WHERE series <= $rows",
                "INSERT INTO velocity_value (series, value, seen_at) SELECT series + $series, value, seen_at FROM velocity_value WHERE series <= $rows",
            })
            {
                using var command = connection.CreateCommand();
                command.CommandText = table;
                command.Parameters.AddWithValue("$last", there);
                command.Parameters.AddWithValue("$series", Scalar(connection, "SELECT coalesce(max(id), 0) FROM velocity_series"));
                command.Parameters.AddWithValue("$rows", rows);
                command.Parameters.AddWithValue("$mark", string.Create(CultureInfo.InvariantCulture, $"-{copy}"));
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        Run(connection, "PRAGMA wal_checkpoint(TRUNCATE);");
        Console.WriteLine($"{Count(connection):N0} events, {new FileInfo(file).Length / 1e9:0.00} GB");
    }

    private static long Count(SqliteConnection connection) => Scalar(connection, "SELECT coalesce(max(sequence), 0) FROM received");

    private static long Scalar(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
