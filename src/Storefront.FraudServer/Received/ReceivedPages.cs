using System.Globalization;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Portal;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Received;

/// <summary>What came in, for a person at <c>/</c> and for a program at <c>/received.json</c>.</summary>
internal sealed class ReceivedPages(
    ReceivedLog received, Standing standing, ActiveRules rules, Attention attention, TimeProvider time)
{
    private const int PageLength = 25;
    private const int LongestFeed = 500;

    public static void Map(IEndpointRouteBuilder routes, bool development)
    {
        routes.MapPage("/", http => Self(http).PageAsync(http));
        if (development)
            routes.MapGet("/received.json", Audience.Only(http => Self(http).FeedAsync(http)));
    }

    private static ReceivedPages Self(HttpContext http) => http.RequestServices.GetRequiredService<ReceivedPages>();

    private Task FeedAsync(HttpContext http)
    {
        var rows = received.After(Number(http, "after", 0), Id(http), (int)Math.Clamp(Number(http, "limit", 100), 1, LongestFeed));
        http.Response.Headers.CacheControl = "no-store";
        return Wire.AnswerAsync(http, StatusCodes.Status200OK, ReceivedFeed.Json(rows), Wire.JsonUtf8);
    }

    private Task PageAsync(HttpContext http)
    {
        var id = Id(http);
        var rows = received.Before(Number(http, "before", long.MaxValue), id, PageLength + 1);
        var model = new ReceivedModel(
            [.. rows.Take(PageLength)], id, rows.Count > PageLength ? rows[PageLength - 1].Sequence : null, http.Request.Query.ContainsKey("before"),
            Purchase(rows, id), rules.Name, time.GetUtcNow(), id is null && !http.Request.Query.ContainsKey("before") ? attention.Now() : []);
        return http.ShowAsync<ReceivedPage>(model);
    }

    // How things stand is shown when the ID looked for is that of a purchase.
    private PurchaseStanding? Purchase(IReadOnlyList<ReceivedRow> rows, string? id)
    {
        if (id is null || rows.Count == 0)
            return null;
        var environment = rows[0].EnvironmentId;
        var found = new PurchaseStanding(
            standing.Find(environment, ObjectKind.Purchase, id), standing.StatusOf(environment, id), standing.BankResultsOf(environment, id),
            standing.RefundsOf(environment, id), standing.ChargebacksOf(environment, id), standing.LabelOf(environment, "Purchase", id));
        return found.IsEmpty ? null : found;
    }

    private static string? Id(HttpContext http) => http.Request.Query["id"].ToString().Trim() is { Length: > 0 } id ? id : null;

    private static long Number(HttpContext http, string name, long otherwise) =>
        long.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}

/// <summary>What the page shows.</summary>
public sealed record ReceivedModel(
    IReadOnlyList<ReceivedRow> Rows, string? Id, long? Older, bool IsOlderPage, PurchaseStanding? Purchase, string RulesFile, DateTimeOffset Now, IReadOnlyList<Concern> Concerns);

/// <summary>Everything in force about one purchase.</summary>
public sealed record PurchaseStanding(
    StandingObject? Purchase, StandingObject? Status, IReadOnlyList<StandingObject> Bank, IReadOnlyList<StandingObject> Refunds,
    IReadOnlyList<StandingObject> Chargebacks, StandingObject? Label)
{
    public bool IsEmpty => Purchase is null && Status is null && Bank.Count == 0 && Refunds.Count == 0 && Chargebacks.Count == 0 && Label is null;
}
