using System.Globalization;
using System.Text;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Rules.Lists;

namespace Storefront.FraudServer.Portal.Lists;

/// <summary>The addresses of the support lists.</summary>
internal static class SupportEndpoints
{
    private const string Root = ListLinks.Root + "/support/{name}";

    public static void MapSupportLists(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Root, http => Show(http) is { } list ? http.ShowAsync<SupportListPage>(list with { Done = Done(http) }) : http.NotFoundAsync());
        routes.MapPage(Root + "/download", http => ListEndpoints.DownloadAsync(http, ListEndpoints.Name(http), isSupport: true));
        routes.MapPage(Root + "/history", http => ListEndpoints.Desk(http).History(ListEndpoints.Name(http), ListEndpoints.Query(http, "value")) is { } history
            ? http.ShowAsync<HistoryPage>(history)
            : http.NotFoundAsync());
        routes.MapForm(Root + "/set", Policies.EditRules, SetAsync);
        routes.MapForm(Root + "/remove", Policies.EditRules, RemoveAsync);
        routes.MapForm(Root + "/import", Policies.EditRules, ImportAsync);
    }

    private static async Task SetAsync(HttpContext http, IFormCollection form)
    {
        var (values, expires) = (Values(form), $"{form["expires"]}".Trim());
        DateTime? date = null;
        var problem = Enum.TryParse<SupportStatus>(form["status"], out var status) && Enum.IsDefined(status) ? null : "A status is Safe, Block or Watch.";
        if (expires.Length > 0)
            if (DateTime.TryParse(expires, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
                date = at;
            else
                problem = $"'{expires}' is no date.";
        var outcome = problem is not null
            ? new SupportOutcome(0, 0, 0, problem)
            : await Lists(http).SetAsync(ListEndpoints.Name(http), [.. values.Select(value => new SupportEntry(value, status, $"{form["reason"]}".Trim(), date, $"{form["comments"]}".Trim()))], http.Person());
        await AnswerAsync(http, outcome, form);
    }

    private static async Task RemoveAsync(HttpContext http, IFormCollection form) =>
        await AnswerAsync(http, await Lists(http).RemoveAsync(ListEndpoints.Name(http), Values(form), http.Person()), form);

    private static async Task ImportAsync(HttpContext http, IFormCollection form)
    {
        try
        {
            if (form.Files.GetFile("file") is not { Length: > 0 } file)
                throw new FormatException("Choose a file.");
            using var reader = new StreamReader(file.OpenReadStream(), new UTF8Encoding(false, throwOnInvalidBytes: true));
            var read = SupportListFile.Read(ListEndpoints.Name(http), reader);
            await AnswerAsync(http, await Lists(http).SetAsync(ListEndpoints.Name(http), [.. read.Entries.Where(e => e.Value.Length > 0)], http.Person()), form);
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            await AnswerAsync(http, new SupportOutcome(0, 0, 0, e is FormatException ? e.Message : "The file is not UTF-8 text."), form);
        }
    }

    private static Task AnswerAsync(HttpContext http, SupportOutcome outcome, IFormCollection form)
    {
        if (outcome.Problem is null)
            return http.SeeOtherAsync(Back(form) ?? ListLinks.Support(ListEndpoints.Name(http))
                + $"?added={Number(outcome.Added)}&changed={Number(outcome.Changed)}&removed={Number(outcome.Removed)}");
        return Show(http) is not { } list ? http.NotFoundAsync() : http.ShowAsync<SupportListPage>(list with
        {
            Problem = outcome.Problem,
            Values = $"{form["values"]}",
            Status = $"{form["status"]}",
            Reason = $"{form["reason"]}",
            Expires = $"{form["expires"]}",
            Comments = $"{form["comments"]}",
        }, StatusCodes.Status400BadRequest);
    }

    // The page of an event has such forms too, and wants to be shown again.
    private static string? Back(IFormCollection form) =>
        long.TryParse(form["event"], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? $"/portal/events/{Number(sequence)}" : null;

    private static string? Done(HttpContext http) => !http.Request.Query.ContainsKey("added") ? null
        : $"{Count(http, "added")} added, {Count(http, "changed")} changed, {Count(http, "removed")} removed.";

    private static string Count(HttpContext http, string name) => int.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Number(count) : "0";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static SupportListModel? Show(HttpContext http) =>
        ListEndpoints.Desk(http).Support(ListEndpoints.Name(http), ListEndpoints.Query(http, "q"), ListEndpoints.Query(http, "after"), ListEndpoints.CanEdit(http));

    private static List<string> Values(IFormCollection form) => [.. $"{form["values"]}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static SupportLists Lists(HttpContext http) => http.RequestServices.GetRequiredService<SupportLists>();
}
