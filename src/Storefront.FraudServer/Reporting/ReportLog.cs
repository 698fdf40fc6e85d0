using System.Data.Common;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Reporting;

/// <summary>What is looked at: days from one to another, both included. Money is that of one currency; without one, events are counted.</summary>
internal sealed record ReportQuestion(long First, long Last, string EnvironmentId, string Event, string? Currency);

/// <summary>What a clause did, and what was told of it later. Events, or money.</summary>
public sealed record ClauseReport(string Rule, string Clause, string Decision, decimal All, decimal Chargebacks, decimal Frauds, decimal Refunds)
{
    public decimal FraudPercent => All == 0 ? 0 : 100 * (Chargebacks + Frauds) / All;
}

/// <summary>What a day was like. Events, or money.</summary>
public sealed record DayReport(DateOnly Day, decimal Approved, decimal Reviewed, decimal Challenged, decimal Rejected, decimal Chargebacks, decimal Frauds, decimal Refunds)
{
    public decimal All => Approved + Reviewed + Challenged + Rejected;
}

/// <summary>Reads the numbers of the report.</summary>
internal sealed class ReportLog(Database database)
{
    private const string Told =
        $"""
        CAST(SUM(CASE WHEN later = '{Aftermath.Chargeback}' THEN MEASURE ELSE 0 END) AS BIGINT), CAST(SUM(CASE WHEN later = '{Aftermath.Fraud}' THEN MEASURE ELSE 0 END) AS BIGINT),
            CAST(SUM(CASE WHEN later = '{Aftermath.Refund}' THEN MEASURE ELSE 0 END) AS BIGINT)
        FROM report_count WHERE environment_id = $1 AND event = $2 AND day >= $3 AND day <= $4 AND ($5 = '' OR currency = $5)
        """;

    private const string OfClauses =
        $"""
        SELECT rule, clause, decision, CAST(SUM(MEASURE) AS BIGINT), {Told}
        GROUP BY rule, clause, decision HAVING SUM(events) > 0 ORDER BY 4 DESC, rule, clause, decision LIMIT $6 OFFSET $7
        """;

    private const string OfDays =
        $"""
        SELECT day, CAST(SUM(CASE WHEN decision = 'Approve' THEN MEASURE ELSE 0 END) AS BIGINT), CAST(SUM(CASE WHEN decision = 'Review' THEN MEASURE ELSE 0 END) AS BIGINT),
            CAST(SUM(CASE WHEN decision = 'Challenge' THEN MEASURE ELSE 0 END) AS BIGINT), CAST(SUM(CASE WHEN decision = 'Reject' THEN MEASURE ELSE 0 END) AS BIGINT), {Told}
        AND decision <> '{ReportTally.Observed}' GROUP BY day ORDER BY day DESC
        """;

    /// <summary>What clauses did, those first that did most.</summary>
    public IReadOnlyList<ClauseReport> Clauses(ReportQuestion asked, int skip, int limit) => database.Read(
        In(OfClauses, asked),
        row => new ClauseReport(row.GetString(0), row.GetString(1), row.GetString(2), Number(row, 3, asked), Number(row, 4, asked), Number(row, 5, asked), Number(row, 6, asked)),
        asked.EnvironmentId, asked.Event, asked.First, asked.Last, asked.Currency ?? "", limit, skip);

    /// <summary>Every day on which something came in, the last one first.</summary>
    public IReadOnlyList<DayReport> Days(ReportQuestion asked) => database.Read(
        In(OfDays, asked),
        row => new DayReport(
            DateOnly.FromDayNumber((int)row.GetInt64(0) + Epoch), Number(row, 1, asked), Number(row, 2, asked), Number(row, 3, asked), Number(row, 4, asked), Number(row, 5, asked), Number(row, 6, asked),
            Number(row, 7, asked)),
        asked.EnvironmentId, asked.Event, asked.First, asked.Last, asked.Currency ?? "");

    /// <summary>The currencies of that time.</summary>
    public IReadOnlyList<string> Currencies(ReportQuestion asked) => database.Read(
        "SELECT DISTINCT currency FROM report_count WHERE environment_id = $1 AND event = $2 AND day >= $3 AND day <= $4 AND currency <> '' ORDER BY currency LIMIT 200",
        row => row.GetString(0), asked.EnvironmentId, asked.Event, asked.First, asked.Last);

    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    private static string In(string sql, ReportQuestion asked) => sql.Replace("MEASURE", asked.Currency is null ? "events" : "amount", StringComparison.Ordinal);

    private static decimal Number(DbDataReader row, int column, ReportQuestion asked) => asked.Currency is null ? row.GetInt64(column) : row.GetInt64(column) / (decimal)CaseTables.Parts;
}
