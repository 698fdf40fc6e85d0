using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Users;

/// <summary>Where the link of an invitation leads: a password is chosen, and the account is ready.</summary>
[Area("Users")]
[Route("account/invitation/{id:guid}")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class InvitationController(Invitation invitation) : Controller
{
    private const int ShortestPassword = 12;

    [HttpGet("")]
    public IActionResult Index(Guid id, string? token) => View("Invitation", new InvitationForm { Id = id, Token = token });

    [HttpPost("")]
    public async Task<IActionResult> Accept(InvitationForm form)
    {
        if ((form.Password ?? "").Length is < ShortestPassword or > 200)
            ModelState.AddModelError(nameof(form.Password), $"Choose a password of at least {ShortestPassword} characters. Length is what makes it hard to guess.");
        else if (await invitation.AcceptAsync(form.Id, form.Token ?? "", form.Password!) is { } mistake)
            this.Take([mistake]);
        return ModelState.IsValid ? new SeeOther("/account/sign-in") : this.Again("Invitation", form);
    }
}

internal sealed class InvitationForm
{
    public Guid Id { get; set; }

    public string? Token { get; set; }

    public string? Password { get; set; }
}
