namespace Storefront.FraudServer.Storage;

/// <summary>The table that several instances share in place of folders of their own.</summary>
internal sealed class KeysInDatabase(Database database, string folder) : KeyFolder
{
    public override IReadOnlyList<string> Names() => database.Read("SELECT name FROM shared_file WHERE folder = $1 ORDER BY name", row => row.GetString(0), folder);

    public override string Read(string name) => database.Read("SELECT content FROM shared_file WHERE folder = $1 AND name = $2", row => row.GetString(0), folder, name)[0];

    public override void Write(string name, string content) => Execute("INSERT INTO shared_file (folder, name, content) VALUES ($1, $2, $3)", folder, name, content);

    public override void Remove(string name) => Execute("DELETE FROM shared_file WHERE folder = $1 AND name = $2", folder, name);

    public override string PathOf(string name) => $"{folder}/{name}";

    private void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var session = new WriteSession(database);
        session.Execute(sql, values);
    }
}
