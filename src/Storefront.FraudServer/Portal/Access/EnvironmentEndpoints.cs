using System.Globalization;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Access;

/// <summary>The tree of environments: everybody sees it, administrators change it.</summary>
internal static class EnvironmentEndpoints
{
    public const string Address = "/portal/environments";
    public const int LongestName = 100;
    private const int PageLength = 100;

    public static void MapEnvironments(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, http => ShowAsync(http, new Form()));
        routes.MapForm(Address, Policies.Administer, AddAsync);
        routes.MapForm(Address + "/rename", Policies.Administer, (http, sent) => ChangeAsync(http, sent, (form, by) =>
        {
            if (form["name"].Length is 0 or > LongestName)
                form.Refuse("", $"Give a name of at most {LongestName} characters.");
            return session => EnvironmentChanges.Rename(session, form["id"], form["name"], by);
        }));
        routes.MapForm(Address + "/remove", Policies.Administer, (http, sent) => ChangeAsync(http, sent, (form, by) =>
        {
            if (http.RequestServices.GetRequiredService<AccessTables>().Credentials().FirstOrDefault(c => c.Environments.Contains(form["id"], StringComparer.OrdinalIgnoreCase)) is { } user)
                form.Refuse("", $"The credential {user.Name} names it. Change that first.");
            return session => EnvironmentChanges.Remove(session, form["id"], by);
        }));
    }

    private static Task ShowAsync(HttpContext http, Form form)
    {
        var environments = http.RequestServices.GetRequiredService<MerchantEnvironments>();
        var stored = http.RequestServices.GetRequiredService<AccessTables>().Environments().Select(e => e.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var all = environments.All;
        var rows = all.Where(e => e.Parent is null).SelectMany(root => Below(root, all)).Select(e => new EnvironmentRow(
            e.Id, e.ApiId, e.Name, e.Chain.Count() - 1, '/' + string.Join('/', e.Chain.Select(step => step.ApiId ?? step.Id)),
            environments.IsOfSettings(e.Id) ? "From settings" : stored.Contains(e.Id) ? null : "Named by a credential")).ToList();
        var page = int.TryParse(http.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, Math.Max(1, (rows.Count + PageLength - 1) / PageLength)) : 1;
        return http.ShowAsync<EnvironmentsPage>(new EnvironmentsModel(
            [.. rows.Skip((page - 1) * PageLength).Take(PageLength)], [.. rows.Select(row => (row.Id, row.Path))], page, rows.Count > page * PageLength, form, http.May(Policies.Administer)), form.IsFine ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static IEnumerable<MerchantEnvironment> Below(MerchantEnvironment environment, IReadOnlyList<MerchantEnvironment> all) =>
        all.Where(e => e.Parent == environment).SelectMany(child => Below(child, all)).Prepend(environment);

    private static Task AddAsync(HttpContext http, IFormCollection sent) => ChangeAsync(http, sent, (form, by) =>
    {
        var environments = http.RequestServices.GetRequiredService<MerchantEnvironments>();
        var (id, apiId, parent) = (form["id"], form["apiId"] is { Length: > 0 } given ? given : null, form["parent"] is { Length: > 0 } above ? above : null);
        form.Refuse("id", CredentialForm.Id(id) ? environments.IsOfSettings(id) ? "The settings name this environment already; it is changed there." : null : "Give the ID as the merchant has it: letters, digits, dots and hyphens.");
        form.Refuse("apiId", apiId is null || CredentialForm.Id(apiId) ? null : "An API ID has letters, digits, dots and hyphens.");
        form.Refuse("apiId", apiId is not null && environments.All.Any(e => e.Parent?.Id == parent && e.IsCalled(apiId)) ? "Another one beside it is called so." : null);
        form.Refuse("name", form["name"].Length is 0 or > LongestName ? $"Give a name of at most {LongestName} characters." : null);
        form.Refuse("parent", parent is null || (environments.Find(parent) is { } known && !known.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) ? null : "There is no such environment.");
        return session => EnvironmentChanges.Add(session, new(id, apiId, form["name"], parent), by);
    });

    private static async Task ChangeAsync(HttpContext http, IFormCollection sent, Func<Form, Person, Func<WriteSession, string?>> change)
    {
        var form = Form.Of(sent);
        var work = change(form, http.Person());
        if (form.IsFine)
        {
            form.Refuse(form["apiId"].Length > 0 ? "id" : "", await http.RequestServices.GetRequiredService<Writer>().RunAsync(work));
            http.RequestServices.GetRequiredService<AccessInForce>().Refresh();
        }

        await (form.IsFine ? http.SeeOtherAsync(Address) : ShowAsync(http, form));
    }
}

/// <summary>The tree, from the top down, a page of it.</summary>
public sealed record EnvironmentsModel(IReadOnlyList<EnvironmentRow> Rows, IReadOnlyList<(string Id, string Path)> All, int Page, bool HasMore, Form Form, bool CanEdit);

/// <summary>An environment, how deep it stands, and the path callers may send.</summary>
/// <param name="Id">The ID.</param>
/// <param name="ApiId">The merchant's short name.</param>
/// <param name="Name">For people.</param>
/// <param name="Depth">0 for a root.</param>
/// <param name="Path">The header in path form.</param>
/// <param name="ReadOnlyBecause">Where it comes from, unless it was entered here.</param>
public sealed record EnvironmentRow(string Id, string? ApiId, string Name, int Depth, string Path, string? ReadOnlyBecause);
