using Microsoft.AspNetCore.Authorization;

namespace Storefront.Web.Features.Staff;

/// <summary>
/// For people who run the shop: whoever has one of the roles named, or any role where none is named. An administrator is
/// always let in; for administrators alone, name <see cref="Roles.Administrator"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
internal sealed class StaffOnlyAttribute : AuthorizeAttribute
{
    public StaffOnlyAttribute(params string[] roles) =>
        Roles = string.Join(',', (roles.Length > 0 ? roles : Staff.Roles.All.Select(role => role.Name)).Append(Staff.Roles.Administrator).Distinct(StringComparer.Ordinal));
}
