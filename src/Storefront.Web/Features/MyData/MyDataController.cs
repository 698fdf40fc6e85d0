using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.MyData;

/// <summary>What the shop holds about a customer: taken home as a file, or erased.</summary>
[Area("MyData")]
[Route("account/data")]
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class MyDataController(DataExport export, Erasure erasure, AccountSignIn signIn, AccountThrottle throttle) : Controller
{
    [HttpGet("")]
    public IActionResult Data() => View(new EraseForm());

    /// <summary>Written while it is read, however much there is.</summary>
    [HttpGet("download")]
    public async Task Download(CancellationToken cancellationToken)
    {
        Response.ContentType = "application/json; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"kettlewend-my-data.json\"";
        await export.WriteAsync(User.RequiredCustomerId(), Response.BodyWriter, cancellationToken);
    }

    [HttpPost("erase")]
    public async Task<IActionResult> Erase(EraseForm form, CancellationToken cancellationToken)
    {
        if (throttle.Count("erase", User.RequiredCustomerId().ToString(), HttpContext) is { } wait)
            return this.TooMany(nameof(Data), form, wait);
        if (!this.Take(form.Mistakes()))
            return this.Again(nameof(Data), form);
        if (await signIn.UserManager.GetUserAsync(User) is not { } customer || !(await signIn.CheckPasswordSignInAsync(customer, form.Password!, lockoutOnFailure: true)).Succeeded)
        {
            ModelState.AddModelError(nameof(form.Password), "That is not your password");
            return this.Again(nameof(Data), form);
        }

        if (await erasure.EraseAsync(customer.Id, cancellationToken) is { } refusal)
        {
            ModelState.AddModelError("", refusal);
            return this.Again(nameof(Data), form);
        }

        await signIn.SignOutAsync();
        return new SeeOther("/account/data/erased");
    }

    [HttpGet("erased")]
    [AllowAnonymous]
    public IActionResult Erased() => View();
}

public sealed class EraseForm
{
    public string? Password { get; set; }

    /// <summary>I know that it cannot be undone.</summary>
    public bool Sure { get; set; }

    internal IEnumerable<(string Field, string Message)> Mistakes()
    {
        if (string.IsNullOrEmpty(Password))
            yield return (nameof(Password), "Enter your password");
        if (!Sure)
            yield return (nameof(Sure), "Tick the box if you want your account erased");
    }
}
