using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Shared;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Developer;

/// <summary>For whoever learns or tests: people to buy as, and what is made to go wrong.</summary>
[DevelopersOnly]
[Route("developer")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class DeveloperController(PersonaDesk desk, Switchboard board) : Controller
{
    private const string Here = "/developer";

    [HttpGet("")]
    public IActionResult Index() => View(board);

    [HttpPost("buy-as")]
    public async Task<IActionResult> BuyAs(string? persona, CancellationToken cancellationToken)
    {
        if (Persona.All.FirstOrDefault(one => one.Key == persona) is not { } chosen)
            return new SeeOther(Here);
        if (await desk.FillAsync(chosen, HttpContext, cancellationToken) is not { } refused)
            return new SeeOther("/checkout");

        ModelState.AddModelError("", refused);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(nameof(Index), board);
    }

    [HttpPost("switchboard")]
    public IActionResult Switch(FraudFault fraud, BankFault bank)
    {
        (board.Fraud, board.Bank) = (Enum.IsDefined(fraud) ? fraud : FraudFault.None, Enum.IsDefined(bank) ? bank : BankFault.None);
        return new SeeOther(Here + "#switchboard");
    }
}
