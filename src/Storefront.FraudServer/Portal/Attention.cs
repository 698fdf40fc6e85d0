using System.Globalization;
using Storefront.FraudServer.Portal.Cases;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal;

/// <summary>Something an operator should look at, and where.</summary>
public sealed record Concern(string Text, string Link);

/// <summary>What needs attention now; each is asked of an index or of memory, so that the first page stays quick.</summary>
internal sealed class Attention(Database database, ListFolder lists, HttpCaller calls, OperatorTables tables, TimeProvider time)
{
    private const int Most = 1000;

    public IReadOnlyList<Concern> Now()
    {
        var concerns = new List<Concern>();
        if (database.Number("SELECT COUNT(*) FROM (SELECT 1 AS one FROM webhook_delivery WHERE state = 'parked' LIMIT $1) AS parked", Most) is > 0 and var parked)
            concerns.Add(new($"{Many(parked, "decision was", "decisions were")} not taken by the shop and parked.", DeliveryEndpoints.Root));
        if (database.Number("SELECT COUNT(*) FROM (SELECT 1 AS one FROM review_case WHERE decided_at IS NULL AND due_at <= $1 LIMIT $2) AS late", time.GetUtcNow().AddMinutes(-10).ToUnixTimeMilliseconds(), Most) is > 0 and var late)
            concerns.Add(new($"{Many(late, "case is", "cases are")} past the time in which somebody should decide.", CaseWords.Root));
        foreach (var name in calls.Silent)
            concerns.Add(new($"The external call {name} keeps failing and is not made for the moment; rules get its default.", "/portal/rules"));
        foreach (var name in lists.Stale)
            concerns.Add(new($"The file of the list {name} cannot be read; what it held before is in force.", "/portal/lists"));
        foreach (var table in tables.All.Where(table => table.Problem is not null))
            concerns.Add(new($"{table.File} ({table.Key}) cannot be read; what it held before is in force.", "/portal/lists#tables"));
        return concerns;
    }

    private static string Many(long number, string one, string several) =>
        number == 1 ? $"1 {one}" : $"{(number >= Most ? "At least " : "")}{number.ToString("N0", CultureInfo.InvariantCulture)} {several}";
}
