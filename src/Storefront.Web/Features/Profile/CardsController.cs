using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Shared;
using Storefront.Web.Hosting;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Profile;

/// <summary>A customer's cards. They are typed at the bank, which sends the customer back with a reference good for one exchange.</summary>
[Area("Profile")]
[Route("account/cards")]
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed partial class CardsController(
    AccountBook book, IPaymentProvider bank, OrderPricing pricing, ShopAddress address, TimeProvider clock, ILogger<CardsController> log) : Controller
{
    /// <summary>What the bank's reference is bound to: nobody else's session can exchange it.</summary>
    private string Wallet => $"account-{User.RequiredCustomerId():N}";

    [HttpGet("")]
    public async Task<IActionResult> Cards(CancellationToken cancellationToken) =>
        View(new CardsPage(await book.CardsAsync(User.RequiredCustomerId(), cancellationToken), clock.GetUtcNow()));

    [HttpGet("new")]
    public async Task<IActionResult> Add(CancellationToken cancellationToken)
    {
        try
        {
            var page = await bank.StartCardEntryAsync(new CardEntry(Wallet, address.ReturnTo(Request, "/account/cards/return"), 0, pricing.Currency.Code), cancellationToken);
            return Redirect(page.AbsoluteUri);
        }
        catch (PaymentUnavailableException e)
        {
            return await BankAwayAsync(e, cancellationToken);
        }
    }

    /// <summary>Where the bank sends the customer back to. Reloaded, it finds the reference used and changes nothing.</summary>
    [HttpGet("return")]
    public async Task<IActionResult> Return(string? reference, CancellationToken cancellationToken)
    {
        try
        {
            if (reference is not { Length: > 0 and <= 200 } || await bank.RedeemAsync(reference, Wallet, cancellationToken) is not { } card)
                return Redirect("/account/cards");

            var saved = await book.SaveCardAsync(User.RequiredCustomerId(), CheckoutCard.From(card), billing: null, cancellationToken);
            return Redirect(saved ? "/account/cards?saved=1" : "/account/cards?full=1");
        }
        catch (PaymentUnavailableException e)
        {
            return await BankAwayAsync(e, cancellationToken);
        }
    }

    [HttpPost("{id:guid}/default")]
    public async Task<IActionResult> Default(Guid id, CancellationToken cancellationToken)
    {
        await book.ChooseCardAsync(User.RequiredCustomerId(), id, cancellationToken);
        return new SeeOther("/account/cards");
    }

    [HttpPost("{id:guid}/remove")]
    public async Task<IActionResult> Remove(Guid id, CancellationToken cancellationToken)
    {
        await book.RemoveCardAsync(User.RequiredCustomerId(), id, cancellationToken);
        return new SeeOther("/account/cards");
    }

    private async Task<IActionResult> BankAwayAsync(PaymentUnavailableException e, CancellationToken cancellationToken)
    {
        CardPageUnavailable(log, e);
        return View(nameof(Cards), new CardsPage(await book.CardsAsync(User.RequiredCustomerId(), cancellationToken), clock.GetUtcNow()) { BankIsAway = true });
    }

    [LoggerMessage(LogLevel.Warning, "The bank's card page could not be reached for an account.")]
    private static partial void CardPageUnavailable(ILogger log, Exception exception);
}

internal sealed record CardsPage(IReadOnlyList<SavedCard> Cards, DateTimeOffset Now)
{
    public bool BankIsAway { get; init; }
}
