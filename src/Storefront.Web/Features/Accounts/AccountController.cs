using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Storefront.Web.Features.Accounts;

/// <summary>The first page of an account: whose it is, and what there is.</summary>
[Area("Accounts")]
[Route("account")]
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class AccountController(UserManager<Customer> customers) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Overview() => await customers.GetUserAsync(User) is { } customer ? View(customer) : NotFound();
}
