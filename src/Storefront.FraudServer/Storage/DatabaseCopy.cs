namespace Storefront.FraudServer.Storage;

/// <summary>Copies what a server holds into a file, for a command that only tries something.</summary>
internal static class DatabaseCopy
{
    public static void Run(Database from, SqliteDatabase to)
    {
        to.Migrate();
        using var session = new WriteSession(to);
        session.Execute("PRAGMA foreign_keys = OFF"); // tables come in any order
        session.Execute("BEGIN");
        foreach (var table in session.All("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", row => row.GetString(0)))
            Copy(from, session, table);
        session.Execute("COMMIT");
    }

    private static void Copy(Database from, WriteSession session, string table)
    {
        var columns = session.All("SELECT name FROM pragma_table_info($1)", row => row.GetString(0), table);
        var names = string.Join(", ", columns);
        var insert = $"INSERT INTO {table} ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})";
        session.Execute("DELETE FROM " + table); // what the scripts put there
        from.Read($"SELECT {names} FROM {table}", row =>
        {
            var values = new object?[columns.Count];
            row.GetValues(values!);
            return session.Execute(insert, values);
        });
    }
}
