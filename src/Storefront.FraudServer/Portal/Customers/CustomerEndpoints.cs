using Storefront.FraudServer.Portal.Lists;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Rules.Lists;

namespace Storefront.FraudServer.Portal.Customers;

/// <summary>The addresses of the page about a customer.</summary>
internal static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(CustomerLinks.Root, http => ShowAsync(http, $"{http.Request.Query["id"]}", new Form()));
        routes.MapForm(CustomerLinks.Root + "/list", Policies.EditRules, ListAsync);
    }

    private static Task ShowAsync(HttpContext http, string id, Form form) => http.ShowAsync<CustomerPage>(
        http.RequestServices.GetRequiredService<CustomerDesk>().Find(id) with { CanEditLists = http.May(Policies.EditRules), Form = form },
        form.IsFine ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    // Who is put on a list in the middle of a conversation must come off it again without anybody thinking of it: it expires.
    private static async Task ListAsync(HttpContext http, IFormCollection sent)
    {
        var (form, now) = (Form.Of(sent), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var (list, value) = form["subject"].Split('|', 2) is [var name, var rest] ? (name, rest) : ("", "");
        form.Refuse("subject", list.Length == 0 || value.Trim().Length == 0 || !SupportList.Names.Contains(list, StringComparer.Ordinal) ? "Choose who or what." : null);
        form.Refuse("status", Enum.TryParse<SupportStatus>(form["status"], out var status) && Enum.IsDefined(status) ? null : "A status is Safe, Block or Watch.");
        var expires = Moment.FromField(form["expires"]);
        form.Refuse("expires", expires is null ? "Say until when, in UTC." : expires <= now ? "This is over already." : null);
        form.Refuse("reason", form["reason"].Length is 0 or > 200 ? "Say why, in up to 200 characters." : null);
        if (form.IsFine)
        {
            var outcome = await http.RequestServices.GetRequiredService<SupportLists>().SetAsync(list, [new SupportEntry(value, status, form["reason"], expires!.Value.UtcDateTime, "")], http.Person());
            form.Refuse("subject", outcome.Problem);
        }

        await (form.IsFine ? http.SeeOtherAsync(CustomerLinks.Of(form["id"]) + "#subjects-heading") : ShowAsync(http, form["id"], form));
    }
}
