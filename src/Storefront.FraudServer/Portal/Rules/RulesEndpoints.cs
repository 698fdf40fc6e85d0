using System.Globalization;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;

namespace Storefront.FraudServer.Portal.Rules;

/// <summary>The addresses of the rules desk. Everything that changes something is a POST that ends in a 303.</summary>
internal static class RulesEndpoints
{
    private const string Root = "/portal/rules";

    public static void MapRules(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Root, http => ShowAsync<RulesPage>(http, desk => desk.Overview));
        routes.MapPage(Root + "/draft", http => ShowAsync<DraftPage>(http, desk => desk.Draft));
        routes.MapPage(Root + "/versions", http => ShowAsync<VersionsPage>(http, desk => place => desk.Versions(place, Number(http.Request.Query["before"], int.MaxValue))));
        routes.MapPage(Root + "/versions/{number:int}", http => ShowAsync<VersionPage>(http, desk => place => desk.Version(place, Number(http.GetRouteValue("number") as string, 0))));
        routes.MapPage(Root + "/difference", http => ShowAsync<DifferencePage>(http, desk => place => desk.Difference(place, Text(http, "from"), Text(http, "to"))));
        routes.MapPage(Root + "/words", http => ShowAsync<WordsPage>(http, desk => place => desk.Words(place, Text(http, "event"))));
        routes.MapPage(Root + "/try", http => ShowAsync<TryPage>(http, desk => place => Text(http, "event") is { } asked ? desk.TryStored(place, asked) : desk.Try(place)));

        routes.MapReadingForm(Root + "/try", (http, form) => ShowAsync<TryPage>(http, desk => place => desk.TrySample(place, $"{form["kind"]}", $"{form["payload"]}")));
        routes.MapForm(Root + "/draft", Policies.EditRules, SaveAsync);
        routes.MapForm(Root + "/drop", Policies.EditRules, DropAsync);
        routes.MapForm(Root + "/edit", Policies.EditRules, EditAsync);
        routes.MapForm(Root + "/publish", Policies.EditRules, PublishAsync);
        routes.MapForm(Root + "/versions/{number:int}/restore", Policies.EditRules, RestoreAsync);
    }

    private static Task SaveAsync(HttpContext http, IFormCollection form) => AtPlaceAsync(http, async (desk, place) =>
    {
        var typed = Lines($"{form["text"]}");
        typed = ClauseTemplates.Append(typed, form["template"]) ?? typed;
        var saved = await Publisher(http).SaveDraftAsync(place.EnvironmentId, typed, Number(form["edition"], 0), http.Person());
        await (saved.Refusal is { } refusal
            ? http.ShowAsync<DraftPage>(desk.Refused(place, typed, refusal), StatusCodes.Status409Conflict)
            : http.SeeOtherAsync(place.Link("/draft")));
    });

    private static Task DropAsync(HttpContext http, IFormCollection form) => AtPlaceAsync(http, async (desk, place) =>
    {
        var dropped = await Publisher(http).DropDraftAsync(place.EnvironmentId, Number(form["edition"], 0), http.Person());
        await (dropped.Refusal is { } refusal
            ? http.ShowAsync<DraftPage>(desk.Draft(place) with { Refusal = refusal }, StatusCodes.Status409Conflict)
            : http.SeeOtherAsync(place.Link("")));
    });

    // The buttons beside a rule: they change the draft, or begin one from what is in force.
    private static Task EditAsync(HttpContext http, IFormCollection form) => AtPlaceAsync(http, async (desk, place) =>
    {
        var (now, edition, line) = (desk.Draft(place), Number(form["edition"], 0), Number(form["line"], 0));
        var edited = now.Edition != edition || (edition == 0 && place.Active != Number(form["active"], 0)) ? null : $"{form["change"]}" switch
        {
            "up" => DraftEdit.Move(now.Text, line, up: true),
            "down" => DraftEdit.Move(now.Text, line, up: false),
            "switch" => DraftEdit.Switch(now.Text, line),
            _ => null,
        };
        var saved = edited is null ? null : await Publisher(http).SaveDraftAsync(place.EnvironmentId, edited, edition, http.Person());
        await (saved is { Refusal: null }
            ? http.SeeOtherAsync(place.Link(""))
            : http.ShowAsync<DraftPage>(desk.Draft(place) with { Refusal = "The rules changed meanwhile; nothing was done. This is how they stand now." }, StatusCodes.Status409Conflict));
    });

    private static Task PublishAsync(HttpContext http, IFormCollection form) => AtPlaceAsync(http, async (desk, place) =>
    {
        var (now, note) = (desk.Draft(place) with { Note = $"{form["note"]}".Trim() }, $"{form["note"]}".Trim());
        var refusal = now.Draft is null || now.Edition != Number(form["edition"], 0) ? "The draft was changed meanwhile. Look at it, then publish."
            : note.Length is 0 or > 500 ? "Say in a few words what this version is for." : null;
        var published = refusal is null ? await Publisher(http).PublishAsync(place.EnvironmentId, now.Text, note, Number(form["expected"], -1), http.Person(), countBack: form["countBack"] == "1") : new(0, refusal);
        await (published.Refusal is { } no
            ? http.ShowAsync<DraftPage>(now with { Refusal = no, Remarks = published.Diagnostics is { } said ? Remark.Of(said) : now.Remarks }, StatusCodes.Status409Conflict)
            : http.SeeOtherAsync(place.Link("/versions")));
    });

    private static Task RestoreAsync(HttpContext http, IFormCollection form) => AtPlaceAsync(http, async (desk, place) =>
    {
        if (desk.Version(place, Number(http.GetRouteValue("number") as string, 0)) is not { } old)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var published = await Publisher(http).PublishAsync(
            place.EnvironmentId, old.Version.Text, $"Back to version {old.Version.Number}", Number(form["expected"], -1), http.Person(), old.Version.Number);
        await (published.Refusal is { } no
            ? http.ShowAsync<VersionsPage>(desk.Versions(place, int.MaxValue, no), StatusCodes.Status409Conflict)
            : http.SeeOtherAsync(place.Link("/versions")));
    });

    private static Task ShowAsync<TPage>(HttpContext http, Func<RulesDesk, Func<DeskPlace, object?>> model) where TPage : Microsoft.AspNetCore.Components.IComponent =>
        AtPlaceAsync(http, (desk, place) => model(desk)(place) is { } shown ? http.ShowAsync<TPage>(shown) : http.NotFoundAsync());

    /// <summary>Does something about the rules of the environment an address names.</summary>
    public static Task AtPlaceAsync(HttpContext http, Func<RulesDesk, DeskPlace, Task> inside)
    {
        var desk = http.RequestServices.GetRequiredService<RulesDesk>();
        return desk.Place(http.Request.Query["environment"].ToString(), http.May(Policies.EditRules)) is { } place ? inside(desk, place) : http.NotFoundAsync();
    }

    private static Publisher Publisher(HttpContext http) => http.RequestServices.GetRequiredService<Publisher>();

    private static string? Text(HttpContext http, string name) => http.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    // A form sends lines as they end on the wire.
    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static int Number(string? text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
