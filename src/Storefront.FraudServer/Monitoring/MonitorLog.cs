using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Monitoring;

/// <summary>Reads the numbers of the monitors.</summary>
internal sealed class MonitorLog(Database database)
{
    /// <summary>How much of everything there was in an environment since a slot.</summary>
    public IReadOnlyList<(string Event, string Facet, string Value, long Events)> Totals(MonitorScale scale, string environmentId, long first) => database.Read(
        "SELECT event, facet, value, CAST(SUM(events) AS BIGINT) FROM monitor_count WHERE scale = $1 AND environment_id = $2 AND slot >= $3 GROUP BY event, facet, value",
        row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3)), scale.Number, environmentId, first);

    /// <summary>A facet of one kind of event, or of all, slot by slot.</summary>
    public IReadOnlyList<(long Slot, string Value, long Events)> Series(MonitorScale scale, string environmentId, string? kind, string facet, long first) => database.Read(
        "SELECT slot, value, CAST(SUM(events) AS BIGINT) FROM monitor_count WHERE scale = $1 AND environment_id = $2 AND ($3 = '' OR event = $3) AND facet = $4 AND slot >= $5 GROUP BY slot, value ORDER BY slot",
        row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2)), scale.Number, environmentId, kind ?? "", facet, first);
}
