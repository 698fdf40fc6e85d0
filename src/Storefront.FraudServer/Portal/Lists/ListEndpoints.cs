using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Resources;

namespace Storefront.FraudServer.Portal.Lists;

/// <summary>The addresses of the merchant's own lists.</summary>
internal static class ListEndpoints
{
    private const long Upload = ListFolder.Largest + (64 * 1024);

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(ListLinks.Root, http => http.ShowAsync<ListsPage>(Desk(http).All(CanEdit(http))));
        routes.MapPage(ListLinks.Root + "/custom/{name}", http => ShowAsync(http, Name(http), Query(http, "q")));
        routes.MapPage(ListLinks.Root + "/custom/{name}/download", http => DownloadAsync(http, Name(http), isSupport: false));
        routes.MapUpload(ListLinks.Root + "/custom", Policies.EditRules, Upload, UploadAsync);
        routes.MapUpload(ListLinks.Root + "/custom/{name}/replace", Policies.EditRules, Upload, UploadAsync);
        routes.MapForm(ListLinks.Root + "/custom/{name}/remove", Policies.EditRules, RemoveAsync);
        routes.MapForm(ListLinks.Root + "/custom/{name}/rows/add", Policies.EditRules, AddRowAsync);
        routes.MapForm(ListLinks.Root + "/custom/{name}/rows/remove", Policies.EditRules, RemoveRowAsync);
        routes.MapSupportLists();
    }

    /// <summary>Sends the file as it lies in the folder, or an empty one.</summary>
    public static async Task DownloadAsync(HttpContext http, string name, bool isSupport)
    {
        var lists = http.RequestServices.GetRequiredService<ListFolder>();
        var known = isSupport ? lists.Lists.Support(name)?.Name : lists.Lists.Custom(name)?.Name;
        if (known is null)
        {
            await http.NotFoundAsync();
            return;
        }

        await http.RecordAsync(isSupport ? "support-lists.download" : "lists.download", known, null);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = new System.Net.Mime.ContentDisposition { FileName = known + ".csv" }.ToString();
        var file = lists.FileOf(known, isSupport);
        if (File.Exists(file))
            await http.Response.SendFileAsync(file, http.RequestAborted);
        else
            await http.Response.WriteAsync("value,status,reason,expires,comments\n", http.RequestAborted);
    }

    private static async Task UploadAsync(HttpContext http, IFormCollection form)
    {
        var named = http.GetRouteValue("name") as string;
        var name = named ?? $"{form["name"]}".Trim();
        string? problem;
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            problem = "Choose a file.";
        else if (file.Length > ListFolder.Largest)
            problem = $"The file is larger than {ListFolder.Largest / 1024 / 1024} MB.";
        else
        {
            await using var content = file.OpenReadStream();
            problem = await Lists(http).PutAsync(name, content, http.Person());
        }

        if (problem is null)
            await http.SeeOtherAsync(ListLinks.Custom(name));
        else if (named is null)
            await http.ShowAsync<ListsPage>(Desk(http).All(canEdit: true) with { Problem = problem, Name = name }, StatusCodes.Status400BadRequest);
        else
            await RefuseAsync(http, named, problem);
    }

    private static async Task RemoveAsync(HttpContext http, IFormCollection form)
    {
        var problem = await Lists(http).RemoveAsync(Name(http), http.Person());
        await (problem is null ? http.SeeOtherAsync(ListLinks.Root) : RefuseAsync(http, Name(http), problem));
    }

    private static async Task AddRowAsync(HttpContext http, IFormCollection form)
    {
        var cells = Cells(form, trimmed: true);
        var problem = await Lists(http).AddRowAsync(Name(http), cells, http.Person());
        await (problem is null ? http.SeeOtherAsync(ListLinks.Custom(Name(http)) + QueryString.Create("q", cells.First(c => c.Length > 0))) : RefuseAsync(http, Name(http), problem, cells));
    }

    private static async Task RemoveRowAsync(HttpContext http, IFormCollection form)
    {
        var problem = await Lists(http).RemoveRowAsync(Name(http), Cells(form, trimmed: false), http.Person());
        await (problem is null ? http.SeeOtherAsync(ListLinks.Custom(Name(http))) : RefuseAsync(http, Name(http), problem));
    }

    private static Task ShowAsync(HttpContext http, string name, string search) =>
        Desk(http).Custom(name, search, CanEdit(http)) is { } list ? http.ShowAsync<CustomListPage>(list) : http.NotFoundAsync();

    private static Task RefuseAsync(HttpContext http, string name, string problem, IReadOnlyList<string>? typed = null) =>
        Desk(http).Custom(name, "", canEdit: true) is { } list
            ? http.ShowAsync<CustomListPage>(list with { Problem = problem, Typed = typed ?? [] }, StatusCodes.Status409Conflict)
            : http.NotFoundAsync();

    private static List<string> Cells(IFormCollection form, bool trimmed) => [.. form["cell"].Select(cell => trimmed ? (cell ?? "").Trim() : cell ?? "")];

    internal static ListDesk Desk(HttpContext http) => http.RequestServices.GetRequiredService<ListDesk>();

    internal static bool CanEdit(HttpContext http) => http.May(Policies.EditRules);

    internal static string Name(HttpContext http) => (http.GetRouteValue("name") as string)!;

    internal static string Query(HttpContext http, string name) => http.Request.Query[name].ToString().Trim();

    private static CustomLists Lists(HttpContext http) => http.RequestServices.GetRequiredService<CustomLists>();
}
