using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Profile;

[Area("Profile")]
[Route("account/profile")]
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ProfileController(AccountBook book) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Profile(CancellationToken cancellationToken) =>
        View(ProfileForm.From(await book.CustomerAsync(User.RequiredCustomerId(), cancellationToken)));

    [HttpPost("")]
    public async Task<IActionResult> Profile(ProfileForm form, CancellationToken cancellationToken)
    {
        if (!this.Take(form.Mistakes()))
            return this.Again(nameof(Profile), form);

        await book.ChangeProfileAsync(User.RequiredCustomerId(), form, cancellationToken);
        return new SeeOther("/account/profile?saved=1");
    }
}
