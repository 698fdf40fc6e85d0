using System.Security.Claims;

namespace Storefront.Web.Features.Staff;

/// <summary>The navigation of the back office, in the order of a working day.</summary>
internal static class StaffMenu
{
    /// <summary>One line per room. Without roles every member of staff sees it; an administrator sees all.</summary>
    private static readonly StaffEntry[] Entries =
    [
        new("Dashboard", "/admin"),
        new("Reviews", "/admin/reviews", Roles.Reviewer),
        new("Chargebacks", "/admin/chargebacks", Roles.Reviewer),
        new("Labels", "/admin/labels", Roles.Reviewer),
        new("Accounts to check", "/admin/accounts", Roles.Reviewer),
        new("Orders", "/admin/orders"),
        new("Returns", "/admin/returns", Roles.Support),
        new("Refunds", "/admin/refunds", Roles.Support),
        new("Catalogue", "/admin/catalog", Roles.Support),
        new("Users and roles", "/admin/users", Roles.Administrator),
        new("Audit trail", "/admin/audit", Roles.Administrator),
        new("Settings", "/admin/settings", Roles.Administrator),
    ];

    public static bool IsStaff(this ClaimsPrincipal user) => Roles.All.Any(role => user.IsInRole(role.Name));

    public static IEnumerable<StaffEntry> For(ClaimsPrincipal user) => Entries.Where(entry => entry.IsFor(user));

    /// <summary>Where this person's work begins; null for a shopper.</summary>
    public static string? Home(ClaimsPrincipal user) => user.IsStaff() ? For(user).FirstOrDefault()?.Path : null;

    /// <summary>The entry a page belongs to: the longest that its address begins with.</summary>
    public static StaffEntry? Current(PathString address) => Entries
        .Where(entry => entry.Path == "/admin" ? address == "/admin" : address.StartsWithSegments(entry.Path, StringComparison.OrdinalIgnoreCase))
        .MaxBy(entry => entry.Path.Length);
}

internal sealed record StaffEntry(string Text, string Path, params string[] Roles)
{
    public bool IsFor(ClaimsPrincipal user) =>
        user.IsInRole(Staff.Roles.Administrator) || (Roles.Length == 0 ? user.IsStaff() : Roles.Any(user.IsInRole));
}
