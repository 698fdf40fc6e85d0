namespace Storefront.FraudServer.Storage;

/// <summary>The writer's connection with its statements.</summary>
internal sealed class WriteSession(Database database) : ReadSession(database, database.OpenWriter())
{
    /// <summary>Runs a statement; the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepared(sql, values).ExecuteNonQuery();
}
