using System.Globalization;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.Lists;
using Storefront.FraudServer.Reporting;

namespace Storefront.FraudServer.Portal.Report;

/// <summary>The addresses of the report.</summary>
internal static class ReportEndpoints
{
    public const string Root = "/portal/report";
    private const int PageLength = 100;
    private const int MostExported = 10_000;

    public static void MapReport(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Root, http => http.ShowAsync<ReportPage>(Model(http)));
        routes.MapPage(Root + "/rules.csv", http => SendAsync(http, "rules", choice => Log(http).Clauses(Question(choice), 0, MostExported).Select(clause => Line(
            clause.Rule, clause.Clause, clause.Decision, clause.All, clause.Chargebacks, clause.Frauds, clause.Refunds)).Prepend("rule,clause,decision,all,chargebacks,labelledFraud,refunds\n")));
        routes.MapPage(Root + "/days.csv", http => SendAsync(http, "days", choice => Log(http).Days(Question(choice)).Select(day => Line(
            day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.All, day.Approved, day.Reviewed, day.Challenged, day.Rejected, day.Chargebacks, day.Frauds, day.Refunds))
            .Prepend("day,all,approved,reviewed,challenged,rejected,chargebacks,labelledFraud,refunds\n")));
    }

    private static async Task SendAsync(HttpContext http, string name, Func<ReportChoice, IEnumerable<string>> lines)
    {
        var choice = Choice(http, Kinds(http));
        await http.RecordAsync("report.export", name, new { choice.Period, until = choice.Last, choice.Kind, choice.EnvironmentId, choice.Currency });
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=report-{name}.csv";
        await http.Response.WriteAsync(string.Concat(lines(choice)), http.RequestAborted);
    }

    private static string Line(params IEnumerable<object> values) => CsvCell.Line(values.Select(value => value is decimal number ? number.ToString("0.####", CultureInfo.InvariantCulture) : $"{value}"));

    private static ReportPageModel Model(HttpContext http)
    {
        var kinds = Kinds(http);
        var choice = Choice(http, kinds);
        var page = int.TryParse(http.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 10_000) : 1;
        var clauses = Log(http).Clauses(Question(choice), (page - 1) * PageLength, PageLength + 1);
        return new ReportPageModel
        {
            Choice = choice,
            Kinds = kinds,
            Environments = [.. http.RequestServices.GetRequiredService<MerchantEnvironments>().All.Select(known => (known.Id, known.Name))],
            Currencies = [.. Log(http).Currencies(Question(choice)).Append(choice.Currency).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Days = Log(http).Days(Question(choice)),
            Clauses = [.. clauses.Take(PageLength)],
            Page = page,
            HasMore = clauses.Count > PageLength,
        };
    }

    private static ReportChoice Choice(HttpContext http, List<string> kinds)
    {
        var asked = http.Request.Query;
        var today = DateOnly.FromDateTime(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var last = DateOnly.TryParseExact(asked["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until) && until.Year is > 1970 and < 9000 ? until : today;
        return new ReportChoice(
            ReportChoice.Periods.FirstOrDefault(period => period.Key == asked["period"]).Key ?? "week", last,
            kinds.Find(kind => kind == asked["kind"]) ?? kinds[0],
            http.RequestServices.GetRequiredService<MerchantEnvironments>().Find($"{asked["environment"]}")?.Id ?? "",
            asked["show"] is [{ Length: 3 } currency] ? currency.ToUpperInvariant() : null);
    }

    private static List<string> Kinds(HttpContext http) => [.. EventKind.All.Concat(http.RequestServices.GetRequiredService<CustomAssessments>().Published)
        .Where(kind => kind.Assessment is not null).Select(kind => kind.Name).Distinct(StringComparer.Ordinal)];

    private static ReportQuestion Question(ReportChoice choice) => new(Number(choice.First), Number(choice.Last), choice.EnvironmentId, choice.Kind, choice.Currency);

    private static long Number(DateOnly day) => ReportTally.DayOf(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));

    private static ReportLog Log(HttpContext http) => http.RequestServices.GetRequiredService<ReportLog>();
}
