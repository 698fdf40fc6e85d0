using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Users;

internal sealed record UserPage(UserRow User, IReadOnlyCollection<string> Chosen, bool IsMe);

/// <summary>Accounts and what they may do: found, given and taken roles, locked, invited.</summary>
[Route("admin/users")]
[StaffOnly(Roles.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class UsersController(UserSearch search, StaffRoles staff, Invitation invitation, UserManager<Customer> customers) : Controller
{
    private Guid Me => Guid.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!);

    [HttpGet("")]
    public async Task<IActionResult> Index(string? q, string? role, string? done, int page = 1, CancellationToken cancellationToken = default) =>
        View(await search.FindAsync(new UserFilter(q, role, page), done, cancellationToken));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) =>
        await search.OneAsync(id, cancellationToken) is { } user ? View(new UserPage(user, user.Roles, id == Me)) : NotFound();

    [HttpPost("{id:guid}/roles")]
    public async Task<IActionResult> SetRoles(Guid id, string[]? roles, CancellationToken cancellationToken)
    {
        var wanted = Known(roles);
        return await search.OneAsync(id, cancellationToken) is not { } user ? NotFound()
            : await staff.SetAsync(id, wanted, Me, cancellationToken) is { } refusal ? Refused(user, wanted, refusal)
            : new SeeOther($"/admin/users/{id}");
    }

    [HttpPost("{id:guid}/lock")]
    public async Task<IActionResult> Lock(Guid id, CancellationToken cancellationToken) =>
        await search.OneAsync(id, cancellationToken) is not { } user ? NotFound()
        : await staff.LockAsync(id, Me, cancellationToken) is { } refusal ? Refused(user, user.Roles, refusal)
        : new SeeOther($"/admin/users/{id}");

    [HttpPost("{id:guid}/unlock")]
    public async Task<IActionResult> Unlock(Guid id, CancellationToken cancellationToken)
    {
        if (await search.OneAsync(id, cancellationToken) is null)
            return NotFound();

        await staff.UnlockAsync(id, cancellationToken);
        return new SeeOther($"/admin/users/{id}");
    }

    [HttpGet("invite")]
    public IActionResult Invite() => View(new InviteForm());

    [HttpPost("invite")]
    public async Task<IActionResult> Invite(InviteForm form, CancellationToken cancellationToken)
    {
        form.Roles = [.. Known(form.Roles)];
        if (!this.Take(form.Mistakes()))
            return this.Again(nameof(Invite), form);
        if (await customers.FindByEmailAsync(form.Email!.Trim()) is { } known)
        {
            // The same form twice: the invitation is out.
            if (known.PasswordHash is null && (await customers.GetRolesAsync(known)).ToHashSet(StringComparer.Ordinal).SetEquals(form.Roles))
                return new SeeOther($"/admin/users/{known.Id}");
            ModelState.AddModelError(nameof(form.Email), "There is an account with this address. Find it in the list and give it roles there.");
            return this.Again(nameof(Invite), form);
        }

        var person = await invitation.SendAsync(form.Email!.Trim(), form.FirstName!.Trim(), form.LastName!.Trim(), form.Roles, cancellationToken);
        return new SeeOther($"/admin/users/{person.Id}");
    }

    [HttpPost("{id:guid}/invite-again")]
    public async Task<IActionResult> InviteAgain(Guid id, CancellationToken cancellationToken)
    {
        if (await customers.FindByIdAsync(id.ToString()) is not { } person)
            return NotFound();
        if (person.PasswordHash is null)
            await invitation.SendAgainAsync(person, cancellationToken);
        return new SeeOther($"/admin/users/{id}");
    }

    private static List<string> Known(IEnumerable<string>? roles) => [.. Roles.All.Select(role => role.Name).Where(name => roles?.Contains(name, StringComparer.Ordinal) == true)];

    private ViewResult Refused(UserRow user, IReadOnlyCollection<string> chosen, string why)
    {
        ModelState.AddModelError("", why);
        return this.Again(nameof(Details), new UserPage(user, chosen, user.Id == Me));
    }
}

internal sealed class InviteForm
{
    public string? Email { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string[] Roles { get; set; } = [];

    public IEnumerable<(string Field, string Message)> Mistakes()
    {
        if (!EmailAddress.IsValid(Email))
            yield return (nameof(Email), EmailAddress.Wanted);
        if (string.IsNullOrWhiteSpace(FirstName) || FirstName.Trim().Length > 100)
            yield return (nameof(FirstName), "Enter the first name.");
        if (string.IsNullOrWhiteSpace(LastName) || LastName.Trim().Length > 100)
            yield return (nameof(LastName), "Enter the last name.");
        if (Roles.Length == 0)
            yield return (nameof(Roles), "Choose at least one role.");
    }
}
