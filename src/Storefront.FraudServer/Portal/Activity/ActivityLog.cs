using System.Data.Common;
using System.Globalization;
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
internal sealed class ActivityLog(Database database)
{
    private const string Columns = "SELECT sequence, at, who, address, action, subject, was, became FROM activity WHERE sequence ";

    public IReadOnlyList<ActivityEntry> Before(long sequence, ActivityFilter filter, int limit)
    {
        var (sql, values) = (Columns + "< $1", new List<object> { sequence });
        foreach (var (condition, value) in Conditions(filter))
        {
            values.Add(value);
            sql += string.Create(CultureInfo.InvariantCulture, $" AND {condition} ${values.Count}");
        }

        values.Add(limit);
        return database.Read(sql + string.Create(CultureInfo.InvariantCulture, $" ORDER BY sequence DESC LIMIT ${values.Count}"), Entry, [.. values]);
    }

    /// <summary>The next after a sequence, oldest first.</summary>
    public IReadOnlyList<ActivityEntry> After(long sequence, int limit) => database.Read(Columns + "> $1 ORDER BY sequence LIMIT $2", Entry, sequence, limit);

    /// <summary>Grows with everything that anybody does, on whichever instance.</summary>
    public long Last() => database.Number("SELECT MAX(sequence) FROM activity") ?? 0;

    // A beginning is looked for between itself and what follows all that begin with it.
    private static IEnumerable<(string Condition, object Value)> Conditions(ActivityFilter filter)
    {
        if (filter.Who is { } who)
            yield return ("who =", who);
        if (filter.Action is { } action)
        {
            yield return ("action >=", action);
            yield return ("action <", action + "\uffff");
        }

        if (filter.Subject is { } subject)
        {
            yield return ("subject >=", subject);
            yield return ("subject <", subject + "\uffff");
        }

        if (filter.From is { } from)
            yield return ("at >=", from.ToUnixTimeMilliseconds());
        if (filter.To is { } to)
            yield return ("at <", to.ToUnixTimeMilliseconds());
    }

    private static ActivityEntry Entry(DbDataReader row) => new(
        row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), Text(row, 3), row.GetString(4), row.GetString(5), Text(row, 6), Text(row, 7));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
