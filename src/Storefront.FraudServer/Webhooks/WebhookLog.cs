using Microsoft.Data.Sqlite;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Webhooks;

/// <summary>Something that is told to the shop, as it stands.</summary>
public sealed record Delivery(long Id, long Case, string Body, DateTimeOffset CreatedAt, string State, int Attempts, DateTimeOffset NextAt, DateTimeOffset? EndedAt, string? Problem);

/// <summary>Reads what is told to the shop, on connections of its own.</summary>
internal sealed class WebhookLog(string file)
{
    private const string Columns = "SELECT id, sequence, body, created_at, state, attempts, next_at, ended_at, problem FROM webhook_delivery WHERE ";

    /// <summary>What is to be sent now, the oldest first.</summary>
    public IReadOnlyList<Delivery> Due(DateTimeOffset now, int limit) =>
        Read(Columns + "state = 'waiting' AND next_at <= $a ORDER BY next_at, id LIMIT $b", now.ToUnixTimeMilliseconds(), limit);

    /// <summary>What is in a state, the newest first, before a number.</summary>
    public IReadOnlyList<Delivery> In(string state, long before, int limit) => Read(Columns + "state = $a AND id < $b ORDER BY id DESC LIMIT $c", state, before, limit);

    private List<Delivery> Read(string sql, params ReadOnlySpan<object> values)
    {
        using var connection = Database.OpenReader(file);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the constants above
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue(i switch { 0 => "$a", 1 => "$b", _ => "$c" }, values[i]);
        var rows = new List<Delivery>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(new(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), At(reader, 3)!.Value, reader.GetString(4), reader.GetInt32(5), At(reader, 6)!.Value, At(reader, 7),
                reader.IsDBNull(8) ? null : reader.GetString(8)));
        return rows;
    }

    private static DateTimeOffset? At(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
