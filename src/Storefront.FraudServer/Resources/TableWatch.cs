using Storefront.FraudServer.Hosting;

namespace Storefront.FraudServer.Resources;

/// <summary>Looks for changed tables every few seconds, beside the requests: reading a large one holds nobody up.</summary>
internal sealed partial class TableWatch(OperatorTables tables, TimeProvider time, ILogger<TableWatch> log) : Watch(TimeSpan.FromSeconds(3), time)
{
    protected override void Look()
    {
        foreach (var table in tables.All.Where(table => table.Refresh()))
        {
            if (table.Problem is { } problem)
                NotReplaced(log, table.File!, table.Key, problem);
            else
                Replaced(log, table.File!, table.Rows);
        }
    }

    [LoggerMessage(LogLevel.Information, "{File} has changed; its {Rows} rows are in force.")]
    private static partial void Replaced(ILogger log, string file, int rows);

    [LoggerMessage(LogLevel.Error, "{File} ({Key}) has changed and cannot be used, the table before it stays in force: {Reason}")]
    private static partial void NotReplaced(ILogger log, string file, string key, string reason);
}
