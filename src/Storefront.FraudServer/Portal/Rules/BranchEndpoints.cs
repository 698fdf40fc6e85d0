using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;

namespace Storefront.FraudServer.Portal.Rules;

/// <summary>A branch in the list.</summary>
public sealed record BranchLine(string Name, int Edition, string Saved, string By, bool IsInForce);

/// <summary>The branches of a place, and where programs ask them.</summary>
public sealed record BranchesModel(DeskPlace Place, IReadOnlyList<BranchLine> Branches, IReadOnlyList<(string Event, string Path)> Addresses, bool HasDraft)
{
    public string? Problem { get; init; }

    /// <summary>What was typed as the name.</summary>
    public string Name { get; init; } = "";
}

/// <summary>The addresses of branches.</summary>
internal static class BranchEndpoints
{
    private const string Root = "/portal/rules/branches";

    public static void MapBranches(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Root, http => RulesEndpoints.AtPlaceAsync(http, (desk, place) => http.ShowAsync<BranchesPage>(Model(http, desk, place))));
        routes.MapForm(Root + "/save", Policies.EditRules, (http, form) => RulesEndpoints.AtPlaceAsync(http, async (desk, place) =>
        {
            var name = $"{form["name"]}".Trim();
            var problem = await Branches(http).SaveAsync(place.EnvironmentId, name, desk.TextInForce(place), http.Person());
            await (problem is null
                ? http.SeeOtherAsync(place.Link("/branches"))
                : http.ShowAsync<BranchesPage>(Model(http, desk, place) with { Problem = problem, Name = name }, StatusCodes.Status409Conflict));
        }));
        routes.MapForm(Root + "/delete", Policies.EditRules, (http, form) => RulesEndpoints.AtPlaceAsync(http, async (_, place) =>
        {
            await Branches(http).DropAsync(place.EnvironmentId, $"{form["name"]}", http.Person());
            await http.SeeOtherAsync(place.Link("/branches"));
        }));
        routes.MapForm(Root + "/promote", Policies.EditRules, (http, form) => RulesEndpoints.AtPlaceAsync(http, async (desk, place) =>
        {
            var branch = Branches(http).Find(place.EnvironmentId, $"{form["name"]}");
            var published = branch is null || $"{branch.Edition}" != form["edition"] ? new(0, "The branch was changed meanwhile. Look at it, then promote it.")
                : await http.RequestServices.GetRequiredService<Publisher>().PublishAsync(place.EnvironmentId, branch.Text, $"Branch {branch.Name}", place.Active, http.Person());
            await (published.Refusal is { } refusal
                ? http.ShowAsync<BranchesPage>(Model(http, desk, place) with { Problem = refusal }, StatusCodes.Status409Conflict)
                : http.SeeOtherAsync(place.Link("/versions")));
        }));
    }

    private static BranchesModel Model(HttpContext http, RulesDesk desk, DeskPlace place)
    {
        var inForce = desk.TextInForce(place);
        return new(place,
            [.. Branches(http).Of(place.EnvironmentId).Select(b => new BranchLine(b.Name, b.Edition, b.SavedAt.UtcSeconds(), b.SavedBy, b.Text == inForce))],
            [.. EventKind.All.Where(kind => kind.Assessment is not null).Select(kind => (kind.Name, kind.Path.Split("/{")[0] + "/branches/"))],
            desk.Draft(place).Draft is not null);
    }

    private static Branches Branches(HttpContext http) => http.RequestServices.GetRequiredService<Branches>();
}
