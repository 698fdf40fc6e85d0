using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Storefront.FraudServer.Storage;

/// <summary>
/// Says a statement of this program as SQL Server says it: parameters @p1, TOP in place of LIMIT, MERGE in place of ON CONFLICT, OUTPUT in
/// place of RETURNING, counts of 64 bits, and names in brackets that are words of its own. Each text once.
/// </summary>
internal static partial class TransactSql
{
    private const RegexOptions Plain = RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["SAVEPOINT work"] = "SAVE TRANSACTION work",
        ["RELEASE SAVEPOINT work"] = "SET NOCOUNT OFF", // there is nothing to release
        ["ROLLBACK TO SAVEPOINT work"] = "ROLLBACK TRANSACTION work",
        ["VACUUM"] = "SET NOCOUNT OFF", // the server gives room free by itself
        ["COMMIT"] = "COMMIT TRANSACTION",
        ["ROLLBACK"] = "IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION",
    };

    public static string Of(string statement) => Known.GetOrAdd(statement, Translate);

    private static string Translate(string statement)
    {
        var sql = RowComparison().Replace(statement, Compared);
        sql = Returning().Replace(sql, "INSERT INTO ${into} OUTPUT inserted.${column} ${values}");
        sql = UpdateReturning().Replace(sql, "UPDATE ${table} SET ${set} OUTPUT inserted.${column} WHERE ${where}");
        sql = Conflict().Replace(sql, Merged);
        sql = Page().Replace(sql, "OFFSET ${offset} ROWS FETCH NEXT ${limit} ROWS ONLY");
        sql = Limited(sql);
        sql = Truth().Replace(sql, "THEN CAST(1 AS BIGINT)");
        sql = sql.Replace("COUNT(*)", "COUNT_BIG(*)", StringComparison.Ordinal).Replace("AS TEXT)", "AS NVARCHAR(40))", StringComparison.Ordinal);
        return Word().Replace(sql, found => found.Groups["number"] is { Success: true } number ? "@p" + number.Value
            : found.Groups["name"] is { Success: true } name ? $"[{name.Value}]"
            : found.Value); // a text in quotes
    }

    // (a, b) > ($1, $2): the first that differs decides.
    private static string Compared(Match found)
    {
        var (columns, values) = (Parts(found.Groups["columns"].Value), Parts(found.Groups["values"].Value));
        var text = "";
        for (var i = columns.Length - 1; i >= 0; i--)
            text = text.Length == 0 ? $"{columns[i]} > {values[i]}" : $"{columns[i]} > {values[i]} OR ({columns[i]} = {values[i]} AND ({text}))";
        return $"({text})";
    }

    private static string Merged(Match found)
    {
        var (table, columns, keys) = (found.Groups["table"].Value, found.Groups["columns"].Value, Parts(found.Groups["keys"].Value));
        var matched = found.Groups["set"] is { Success: true } set ? $" WHEN MATCHED THEN UPDATE SET {set.Value.Trim()}" : "";
        return $"MERGE INTO {table} WITH (HOLDLOCK) USING (SELECT {found.Groups["values"].Value}) AS excluded ({columns}) ON {string.Join(" AND ", keys.Select(key => $"{table}.{key} = excluded.{key}"))}{matched}"
            + $" WHEN NOT MATCHED THEN INSERT ({columns}) VALUES ({string.Join(", ", Parts(columns).Select(column => "excluded." + column))});";
    }

    // LIMIT belongs to the nearest SELECT before it that its own brackets hold.
    private static string Limited(string sql)
    {
        while (Limit().Match(sql) is { Success: true } limit)
        {
            var (depth, at) = (0, limit.Index);
            for (at--; at >= 0; at--)
            {
                depth += sql[at] switch { ')' => 1, '(' => -1, _ => 0 };
                if (depth < 0)
                    throw new NotSupportedException($"LIMIT without a SELECT: {sql}");
                if (depth == 0 && Select().Match(sql, at) is { Success: true } select && select.Index == at)
                    break;
            }

            if (at < 0)
                throw new NotSupportedException($"LIMIT without a SELECT: {sql}");
            var begin = at + Select().Match(sql, at).Length;
            sql = $"{sql[..begin]}TOP ({limit.Groups["limit"].Value}) {sql[begin..limit.Index].TrimEnd()}{sql[(limit.Index + limit.Length)..]}";
        }

        return sql;
    }

    private static string[] Parts(string list) => list.Split(',', StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"\((?<columns>\w+(, \w+)+)\) > \((?<values>\$\d+(, \$\d+)+)\)", Plain)]
    private static partial Regex RowComparison();

    [GeneratedRegex(@"INSERT INTO (?<into>\w+ \([^)]*\))\s+(?<values>VALUES .*?)\s+RETURNING (?<column>\w+)", Plain)]
    private static partial Regex Returning();

    [GeneratedRegex(@"UPDATE (?<table>\w+) SET (?<set>.*?)\s+WHERE (?<where>.*?)\s+RETURNING (?<column>\w+)", Plain)]
    private static partial Regex UpdateReturning();

    [GeneratedRegex(@"INSERT INTO (?<table>\w+) \((?<columns>[^)]*)\)\s+VALUES \((?<values>.*?)\)\s+ON CONFLICT \((?<keys>[^)]*)\)\s+DO (NOTHING|UPDATE SET\s+(?<set>.*))$", Plain)]
    private static partial Regex Conflict();

    [GeneratedRegex(@"LIMIT (?<limit>\$?\d+) OFFSET (?<offset>\$?\d+)", Plain)]
    private static partial Regex Page();

    [GeneratedRegex(@"\sLIMIT (?<limit>\$?\d+)", Plain)]
    private static partial Regex Limit();

    [GeneratedRegex(@"\bSELECT (DISTINCT )?", Plain)]
    private static partial Regex Select();

    [GeneratedRegex(@"\bTHEN 1\b", Plain)]
    private static partial Regex Truth();

    [GeneratedRegex(@"'[^']*'|\$(?<number>\d+)|\b(?<name>rule|key)\b", Plain)]
    private static partial Regex Word();
}
