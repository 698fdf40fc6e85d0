using Microsoft.Data.Sqlite;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Activity;

/// <summary>Something somebody did. Before and after are JSON.</summary>
public sealed record ActivityEntry(long Sequence, DateTimeOffset At, string Who, string? Address, string Action, string Subject, string? Before, string? After);

/// <summary>What is looked for; what is left out matches everything.</summary>
/// <param name="Who">The whole name.</param>
/// <param name="Action">Its beginning: <c>user.</c> finds all that was done to users.</param>
/// <param name="Subject">Its beginning.</param>
/// <param name="From">The first moment.</param>
/// <param name="To">The first moment after.</param>
public sealed record ActivityFilter(string? Who, string? Action, string? Subject, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>Reads what was done, newest first. It is written by <see cref="People.Person.Record"/> alone.</summary>
internal sealed class ActivityLog(string file)
{
    private const string Columns = "SELECT sequence, at, who, address, action, subject, was, became FROM activity WHERE sequence < $before";

    public IReadOnlyList<ActivityEntry> Before(long sequence, ActivityFilter filter, int limit)
    {
        using var connection = Database.OpenReader(file);
        using var command = connection.CreateCommand();
        var sql = Columns;
        command.Parameters.AddWithValue("$before", sequence);
        command.Parameters.AddWithValue("$limit", limit);
        foreach (var (condition, name, value) in Conditions(filter))
        {
            sql += condition;
            command.Parameters.AddWithValue(name, value);
        }

#pragma warning disable CA2100 // made of the constants of this file
        command.CommandText = sql + " ORDER BY sequence DESC LIMIT $limit";
#pragma warning restore CA2100
        var entries = new List<ActivityEntry>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            entries.Add(Entry(reader));
        return entries;
    }

    /// <summary>The next after a sequence, oldest first.</summary>
    public IReadOnlyList<ActivityEntry> After(long sequence, int limit)
    {
        using var connection = Database.OpenReader(file);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, at, who, address, action, subject, was, became FROM activity WHERE sequence > $after ORDER BY sequence LIMIT $limit";
        command.Parameters.AddWithValue("$after", sequence);
        command.Parameters.AddWithValue("$limit", limit);
        var entries = new List<ActivityEntry>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            entries.Add(Entry(reader));
        return entries;
    }

    /// <summary>Grows with everything that anybody does, on whichever instance.</summary>
    public long Last()
    {
        using var connection = Database.OpenReader(file);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(sequence) FROM activity";
        return command.ExecuteScalar() as long? ?? 0;
    }

    // A beginning is looked for between itself and what follows all that begin with it.
    private static IEnumerable<(string Condition, string Name, object Value)> Conditions(ActivityFilter filter)
    {
        if (filter.Who is { } who)
            yield return (" AND who = $who", "$who", who);
        if (filter.Action is { } action)
        {
            yield return (" AND action >= $action", "$action", action);
            yield return (" AND action < $actionEnd", "$actionEnd", action + "\uffff");
        }

        if (filter.Subject is { } subject)
        {
            yield return (" AND subject >= $subject", "$subject", subject);
            yield return (" AND subject < $subjectEnd", "$subjectEnd", subject + "\uffff");
        }

        if (filter.From is { } from)
            yield return (" AND at >= $from", "$from", from.ToUnixTimeMilliseconds());
        if (filter.To is { } to)
            yield return (" AND at < $to", "$to", to.ToUnixTimeMilliseconds());
    }

    private static ActivityEntry Entry(SqliteDataReader row) => new(
        row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), Text(row, 3), row.GetString(4), row.GetString(5), Text(row, 6), Text(row, 7));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
