using System.Globalization;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Portal.Rules;
using Storefront.FraudServer.Publishing;

namespace Storefront.FraudServer.Portal.Migration;

/// <summary>What the report of compatibility shows.</summary>
/// <param name="Place">Where a draft would be made.</param>
/// <param name="Kind">What was pasted: rules, list or support.</param>
/// <param name="Text">What was pasted.</param>
/// <param name="Edition">Of the draft that is there already; 0 for none.</param>
/// <param name="Report">Null before anything was pasted.</param>
/// <param name="Refusal">Why no draft was made.</param>
public sealed record CompatibilityModel(DeskPlace Place, string Kind, string Text, int Edition, CompatibilityReport? Report, string? Refusal);

/// <summary>The page that takes what a merchant brings from the hosted service.</summary>
internal static class MigrationEndpoints
{
    public const string Path = "/compatibility";
    private const string Root = "/portal/rules" + Path;

    public static void MapMigration(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Root, http => RulesEndpoints.AtPlaceAsync(http, (desk, place) => ShowAsync(http, desk, place, "rules", "", null)));
        routes.MapReadingForm(Root, (http, form) => RulesEndpoints.AtPlaceAsync(http, (desk, place) => ReportAsync(http, desk, place, form, null)));
        routes.MapForm(Root + "/draft", Policies.EditRules, (http, form) => RulesEndpoints.AtPlaceAsync(http, (desk, place) => DraftAsync(http, desk, place, form)));
    }

    private static Task ReportAsync(HttpContext http, RulesDesk desk, DeskPlace place, IFormCollection form, string? refusal)
    {
        var (kind, text) = ($"{form["kind"]}", $"{form["text"]}");
        if (text.Length > RuleCompiler.LongestText)
            return ShowAsync(http, desk, place, kind, text, null, "The text is longer than 512 KB.");
        var report = kind is "list" or "support" ? Compatibility.OfList("list", text, kind == "support", out _) : Get(http).OfRules(text);
        return ShowAsync(http, desk, place, kind, text, report, refusal);
    }

    private static async Task DraftAsync(HttpContext http, RulesDesk desk, DeskPlace place, IFormCollection form)
    {
        var refusal = $"{form["kind"]}" != "rules" ? "A list is put in place on the page Lists." : null;
        if (refusal is null && $"{form["text"]}".Length <= RuleCompiler.LongestText)
        {
            var draft = Get(http).OfRules($"{form["text"]}").Draft;
            _ = int.TryParse(form["edition"], NumberStyles.None, CultureInfo.InvariantCulture, out var edition);
            var saved = await http.RequestServices.GetRequiredService<Publisher>().SaveDraftAsync(place.EnvironmentId, draft, edition, http.Person());
            if (saved.Refusal is null)
            {
                await http.SeeOtherAsync(place.Link("/draft"));
                return;
            }

            refusal = saved.Refusal;
        }

        await ReportAsync(http, desk, place, form, refusal);
    }

    private static Task ShowAsync(HttpContext http, RulesDesk desk, DeskPlace place, string kind, string text, CompatibilityReport? report, string? refusal = null) =>
        http.ShowAsync<CompatibilityPage>(
            new CompatibilityModel(place, kind, text, desk.Draft(place).Edition, report, refusal), refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);

    private static Compatibility Get(HttpContext http) => http.RequestServices.GetRequiredService<Compatibility>();
}
