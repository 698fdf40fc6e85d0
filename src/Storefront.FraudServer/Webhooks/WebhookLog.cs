using System.Data.Common;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Webhooks;

/// <summary>Something that is told to the shop, as it stands.</summary>
public sealed record Delivery(long Id, long Case, string Body, DateTimeOffset CreatedAt, string State, int Attempts, DateTimeOffset NextAt, DateTimeOffset? EndedAt, string? Problem);

/// <summary>Reads what is told to the shop, on connections of its own.</summary>
internal sealed class WebhookLog(Database database)
{
    private const string Columns = "SELECT id, sequence, body, created_at, state, attempts, next_at, ended_at, problem FROM webhook_delivery WHERE ";

    /// <summary>What is to be sent now, the oldest first.</summary>
    public IReadOnlyList<Delivery> Due(DateTimeOffset now, int limit) =>
        Read(Columns + "state = 'waiting' AND next_at <= $1 ORDER BY next_at, id LIMIT $2", now.ToUnixTimeMilliseconds(), limit);

    /// <summary>What is in a state, the newest first, before a number.</summary>
    public IReadOnlyList<Delivery> In(string state, long before, int limit) => Read(Columns + "state = $1 AND id < $2 ORDER BY id DESC LIMIT $3", state, before, limit);

    private IReadOnlyList<Delivery> Read(string sql, params ReadOnlySpan<object?> values) => database.Read(
        sql,
        row => new Delivery(
            row.GetInt64(0), row.GetInt64(1), row.GetString(2), At(row, 3)!.Value, row.GetString(4), (int)row.GetInt64(5), At(row, 6)!.Value, At(row, 7),
            row.IsDBNull(8) ? null : row.GetString(8)),
        values);

    private static DateTimeOffset? At(DbDataReader row, int column) => row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
