using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Users;

/// <param name="Q">Begins an email address, a first or a last name.</param>
/// <param name="Role">One of the roles, or <c>staff</c> for everybody who has one.</param>
/// <param name="Page">From 1.</param>
internal sealed record UserFilter(string? Q, string? Role, int Page = 1)
{
    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrWhiteSpace(Role);

    public string Link() => "/admin/users" + QueryString.Create(new (string Name, string? Value)[]
    {
        ("q", Q), ("role", Role), ("page", Page > 1 ? Page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
    }.Where(part => !string.IsNullOrWhiteSpace(part.Value)).Select(part => KeyValuePair.Create(part.Name, part.Value)));
}

internal sealed record UserRow(Guid Id, string Email, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LockoutEnd, bool HasPassword, bool HasTwoFactor, IReadOnlyList<string> Roles);

internal sealed record UserListPage(UserFilter Filter, IReadOnlyList<UserRow> Rows, bool HasMore, string? Done);

internal sealed class UserSearch(StoreDb db)
{
    private const int PageSize = 25;
    private const int LastPage = 2000;

    public async Task<UserListPage> FindAsync(UserFilter filter, string? done, CancellationToken cancellationToken)
    {
        filter = filter with { Page = Math.Clamp(filter.Page, 1, LastPage) };
        var users = db.Users.AsNoTracking();
        if (filter.Q?.Trim() is { Length: > 0 } typed)
        {
            var upper = typed.ToUpperInvariant();
            users = users.Where(user => user.NormalizedEmail!.StartsWith(upper) || user.FirstName.StartsWith(typed) || user.LastName.StartsWith(typed));
        }

        if (filter.Role == "staff")
            users = users.Where(user => db.UserRoles.Any(role => role.UserId == user.Id));
        else if (Roles.All.Where(role => role.Name == filter.Role).Select(role => (Guid?)role.Id).FirstOrDefault() is { } wanted)
            users = users.Where(user => db.UserRoles.Any(role => role.UserId == user.Id && role.RoleId == wanted));

        var found = await Rows(users.OrderBy(user => user.NormalizedEmail).Skip((filter.Page - 1) * PageSize).Take(PageSize + 1), cancellationToken);
        return new UserListPage(filter, found.Count > PageSize ? found[..PageSize] : found, found.Count > PageSize && filter.Page < LastPage, done);
    }

    public async Task<UserRow?> OneAsync(Guid id, CancellationToken cancellationToken) =>
        (await Rows(db.Users.AsNoTracking().Where(user => user.Id == id), cancellationToken)).SingleOrDefault();

    private async Task<List<UserRow>> Rows(IQueryable<Accounts.Customer> users, CancellationToken cancellationToken)
    {
        var found = await users
            .Select(user => new { user.Id, user.Email, user.FirstName, user.LastName, user.CreatedAt, user.LockoutEnd, HasPassword = user.PasswordHash != null, user.TwoFactorEnabled })
            .ToListAsync(cancellationToken);
        var ids = found.ConvertAll(user => user.Id);
        var roles = (await db.UserRoles.AsNoTracking().Where(role => ids.Contains(role.UserId)).ToListAsync(cancellationToken)).ToLookup(role => role.UserId, role => role.RoleId);
        return found.ConvertAll(user => new UserRow(
            user.Id, user.Email ?? "", $"{user.FirstName} {user.LastName}".Trim(), user.CreatedAt, user.LockoutEnd, user.HasPassword, user.TwoFactorEnabled,
            [.. Roles.All.Where(role => roles[user.Id].Contains(role.Id)).Select(role => role.Name)]));
    }
}
