using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Shared;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Developer;

/// <summary>For whoever learns or tests: people to buy as, and what is made to go wrong.</summary>
[DevelopersOnly]
[Route("developer")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class DeveloperController(PersonaDesk desk, Switchboard board, SentCalls calls, Documents documents) : Controller
{
    private const string Here = "/developer";
    private const int PageLength = 50;

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

    /// <param name="after">When the action began whose calls are meant, in milliseconds since 1970; none for the latest.</param>
    [HttpGet("calls")]
    public IActionResult Calls(long? after) =>
        after is >= 0 and < 253_402_300_800_000
            ? View(new CallsModel(calls.After(DateTimeOffset.FromUnixTimeMilliseconds(after.Value)), IsOneAction: true))
            : View(new CallsModel(calls.Latest(PageLength), IsOneAction: false));

    [HttpGet("documents/{name}")]
    public async Task<IActionResult> Document(string name, CancellationToken cancellationToken) =>
        await documents.ReadAsync(name, cancellationToken) is { } text ? Content(text, "text/plain; charset=utf-8") : NotFound();
}
