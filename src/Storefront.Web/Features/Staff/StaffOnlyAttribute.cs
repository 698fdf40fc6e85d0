using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Storefront.Web.Features.Accounts;

namespace Storefront.Web.Features.Staff;

/// <summary>
/// For people who run the shop: whoever has one of the roles named, or any role where none is named. An administrator is
/// always let in; for administrators alone, name <see cref="Roles.Administrator"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
internal sealed class StaffOnlyAttribute : AuthorizeAttribute, IAsyncAuthorizationFilter
{
    public StaffOnlyAttribute(params string[] roles) =>
        Roles = string.Join(',', (roles.Length > 0 ? roles : Staff.Roles.All.Select(role => role.Name)).Append(Staff.Roles.Administrator).Distinct(StringComparer.Ordinal));

    /// <summary>Where the shop asks a second factor of its staff, whoever has none is sent to turn it on.</summary>
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!http.RequestServices.GetRequiredService<IOptions<AccountOptions>>().Value.StaffNeedTwoFactor)
            return;

        var customers = http.RequestServices.GetRequiredService<UserManager<Customer>>();
        if (await customers.GetUserAsync(http.User) is not { TwoFactorEnabled: true })
            context.Result = new RedirectResult("/account/two-factor?needed=true");
    }
}
