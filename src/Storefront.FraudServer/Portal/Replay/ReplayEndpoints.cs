using System.Globalization;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Portal.Rules;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Replay;

/// <summary>Replays of a place, and the form for another one.</summary>
public sealed record ReplaysModel(DeskPlace Place, IReadOnlyList<ReplayJob> Jobs, string From, string To, string WarmUp, string? Problem = null);

/// <summary>One replay.</summary>
public sealed record ReplayModel(DeskPlace Place, ReplayJob Job);

/// <summary>The addresses of replays.</summary>
internal static class ReplayEndpoints
{
    private const string Root = "/portal/rules/replay";

    public static void MapReplay(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Root, http => RulesEndpoints.AtPlaceAsync(http, (_, place) => http.ShowAsync<ReplaysPage>(Model(http, place))));
        routes.MapPage(Root + "/{number:int}", http => RulesEndpoints.AtPlaceAsync(http, (_, place) => ShowAsync(http, place)));
        routes.MapForm(Root, Policies.EditRules, (http, form) => RulesEndpoints.AtPlaceAsync(http, (_, place) => BeginAsync(http, place, form)));
    }

    private static Task ShowAsync(HttpContext http, DeskPlace place)
    {
        var number = int.Parse((http.GetRouteValue("number") as string)!, CultureInfo.InvariantCulture);
        if (All(http).Find(number) is not { } job || job.Question.EnvironmentId != place.EnvironmentId)
            return http.NotFoundAsync();
        if (!job.State.IsOver)
            http.Response.Headers["Refresh"] = "2"; // works without scripts
        return http.ShowAsync<ReplayPage>(new ReplayModel(place, job));
    }

    private static async Task BeginAsync(HttpContext http, DeskPlace place, IFormCollection form)
    {
        var typed = Model(http, place) with { From = $"{form["from"]}", To = $"{form["to"]}", WarmUp = $"{form["warm"]}" };
        var draft = http.RequestServices.GetRequiredService<RuleVersions>().Draft(place.EnvironmentId);
        var (from, to) = (Moment.FromField(form["from"]), Moment.FromField(form["to"]));
        var isNumber = int.TryParse(form["warm"], NumberStyles.None, CultureInfo.InvariantCulture, out var days);
        var problem = draft is null ? "There is no draft to replay."
            : from is null || to is null || from >= to ? "Give a time to begin with, and a later one to end with."
            : !isNumber || days > 90 ? "Velocities count for 0 to 90 days before."
            : null;
        var by = http.Person();
        var job = problem is null ? All(http).Begin(new ReplayQuestion(place.EnvironmentId, draft!.Text, from!.Value, to!.Value, TimeSpan.FromDays(days), by.Name)) : null;
        if (job is null)
        {
            await http.ShowAsync<ReplaysPage>(typed with { Problem = problem ?? "Several replays wait already. Try again when they are done." }, StatusCodes.Status409Conflict);
            return;
        }

        await http.RequestServices.GetRequiredService<Writer>().RunAsync(session =>
        {
            by.Record(session, "rules.replay", place.EnvironmentId.Length == 0 ? "rules" : $"rules of {place.EnvironmentId}", null, new { from, to, draft!.Edition });
            return 0;
        });
        await http.SeeOtherAsync(place.Link($"/replay/{job.Number}"));
    }

    private static ReplaysModel Model(HttpContext http, DeskPlace place)
    {
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().AddMinutes(1).UtcDateTime;
        return new ReplaysModel(place, All(http).Of(place.EnvironmentId), Field(now.AddDays(-7)), Field(now), "1");
    }

    private static string Field(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static Replays All(HttpContext http) => http.RequestServices.GetRequiredService<Replays>();
}
