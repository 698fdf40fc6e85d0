using System.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Users;

/// <summary>
/// Who may do what, and who may come in at all. There is always an administrator who can: the last one keeps the role and stays
/// unlocked, and nobody does either to themselves.
/// </summary>
internal sealed class StaffRoles(StoreDb db, UserManager<Customer> customers, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Gives and takes roles so that these are what is left. The answer says what stands against it; null when it is done.</summary>
    public async Task<string?> SetAsync(Guid id, IReadOnlyCollection<string> wanted, Guid me, CancellationToken cancellationToken)
    {
        // Counting administrators and taking one away are one: of two who take the role from each other, the second is refused.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        var person = await customers.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("There is no such account.");
        var now = (await customers.GetRolesAsync(person)).Order(StringComparer.Ordinal).ToList();
        var (taken, given) = (now.Except(wanted, StringComparer.Ordinal).ToList(), wanted.Except(now, StringComparer.Ordinal).ToList());
        if (taken.Count + given.Count == 0)
            return null;
        if (taken.Contains(Roles.Administrator) && await GuardAsync(id, me, "take the role of Administrator from", cancellationToken) is { } refusal)
            return refusal;

        Done(await customers.RemoveFromRolesAsync(person, taken));
        Done(await customers.AddToRolesAsync(person, given));
        Done(await customers.UpdateSecurityStampAsync(person));   // what they may do now counts for sessions that are open
        audit.Record("Roles changed", Subject(person), new { Roles = string.Join(", ", now) }, new { Roles = string.Join(", ", wanted.Order(StringComparer.Ordinal)) });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Shuts an account until somebody opens it again, and ends its sessions.</summary>
    public async Task<string?> LockAsync(Guid id, Guid me, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        var person = await customers.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("There is no such account.");
        if (IsShut(person.LockoutEnd))
            return null;
        if (await GuardAsync(id, me, "lock", cancellationToken) is { } refusal)
            return refusal;

        Done(await customers.SetLockoutEnabledAsync(person, true));
        Done(await customers.SetLockoutEndDateAsync(person, Forever));
        Done(await customers.UpdateSecurityStampAsync(person));
        audit.Record("Account locked", Subject(person), null, null);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    public async Task UnlockAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var person = await customers.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("There is no such account.");
        if (!(person.LockoutEnd > clock.GetUtcNow()))
            return;

        Done(await customers.SetLockoutEndDateAsync(person, null));
        Done(await customers.ResetAccessFailedCountAsync(person));
        audit.Record("Account unlocked", Subject(person), null, null);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>An account in the audit trail: by its ID, because an address in there could never be erased.</summary>
    public static string Subject(Customer person) => $"account {person.Id:D}";

    /// <summary>Locked by a person, not for some minutes after wrong passwords.</summary>
    public static bool IsShut(DateTimeOffset? lockoutEnd) => lockoutEnd >= Forever;

    private static readonly DateTimeOffset Forever = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private async Task<string?> GuardAsync(Guid id, Guid me, string what, CancellationToken cancellationToken)
    {
        if (id == me)
            return $"You cannot {what} yourself. Ask another administrator.";

        var administrator = Roles.All.Single(role => role.Name == Roles.Administrator).Id;
        var others = await db.UserRoles
            .Where(role => role.RoleId == administrator && role.UserId != id)
            .Join(db.Users, role => role.UserId, user => user.Id, (_, user) => user.LockoutEnd)
            .CountAsync(end => end == null || end < Forever, cancellationToken);
        var isAdministrator = await db.UserRoles.AnyAsync(role => role.RoleId == administrator && role.UserId == id, cancellationToken);
        return isAdministrator && others == 0 ? "This is the last administrator. Make somebody else one first." : null;
    }

    internal static void Done(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}
