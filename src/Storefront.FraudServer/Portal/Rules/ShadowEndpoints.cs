using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;

namespace Storefront.FraudServer.Portal.Rules;

/// <summary>The last shadow of a place and what it said.</summary>
public sealed record ShadowModel(DeskPlace Place, Shadow? Last, IReadOnlyList<ShadowCount> Counts, IReadOnlyList<ShadowDifference> Differences, string? Problem = null);

/// <summary>The addresses of shadows.</summary>
internal static class ShadowEndpoints
{
    private const string Root = "/portal/rules/shadow";

    public static void MapShadow(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Root, http => RulesEndpoints.AtPlaceAsync(http, (_, place) => http.ShowAsync<ShadowPage>(Model(http, place))));
        routes.MapForm(Root + "/start", Policies.EditRules, (http, _) => RulesEndpoints.AtPlaceAsync(http, async (_, place) =>
        {
            var problem = await Shadows(http).StartAsync(place.EnvironmentId, http.Person());
            await (problem is null
                ? http.SeeOtherAsync(place.Link("/shadow"))
                : http.ShowAsync<ShadowPage>(Model(http, place) with { Problem = problem }, StatusCodes.Status409Conflict));
        }));
        routes.MapForm(Root + "/stop", Policies.EditRules, (http, _) => RulesEndpoints.AtPlaceAsync(http, async (_, place) =>
        {
            await Shadows(http).StopAsync(place.EnvironmentId, http.Person());
            await http.SeeOtherAsync(place.Link("/shadow"));
        }));
    }

    private static ShadowModel Model(HttpContext http, DeskPlace place)
    {
        var log = http.RequestServices.GetRequiredService<ShadowLog>();
        return log.Last(place.EnvironmentId) is { } last ? new(place, last, log.Counts(last), log.Differences(last)) : new(place, null, [], []);
    }

    private static Shadows Shadows(HttpContext http) => http.RequestServices.GetRequiredService<Shadows>();
}
