using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Cart;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Hosting;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Checkout;

/// <summary>Delivery, payment at the bank, review, place order, outcome. A checkout belongs to the cart it came from.</summary>
[Route("checkout")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed partial class CheckoutController(
    StoreDb db,
    CartAccess cart,
    Review review,
    Shopper shopper,
    PlaceOrder placeOrder,
    DeliveryTable delivery,
    IPaymentProvider bank,
    OrderLinks links,
    ShopAddress address,
    TimeProvider clock,
    ILogger<CheckoutController> log) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        if (cart.Id is not { } cartId || await OpenAsync(cartId, cancellationToken) is var checkout && checkout is null && await IsEmptyAsync(cartId, cancellationToken))
            return Redirect("/cart");
        if (checkout is not null && await db.Attempts.AnyAsync(attempt => attempt.CheckoutId == checkout.Id && attempt.Outcome == AttemptOutcome.None, cancellationToken))
            return RedirectToAction(nameof(Outcome), new { id = checkout.Id });
        if (await IsEmptyAsync(cartId, cancellationToken))
            return Redirect("/cart");

        if (checkout is null || !shopper.Owns(checkout))
            return await DeliveryPageAsync(await shopper.FirstFormAsync(delivery.Home.Code, cancellationToken), cartId, cancellationToken);

        var form = CheckoutForm.From(checkout, delivery.Home.Code);
        form.Recognize(checkout, await shopper.AddressesAsync(cancellationToken));
        return await DeliveryPageAsync(form, cartId, cancellationToken);
    }

    [HttpPost("")]
    public async Task<IActionResult> Index(CheckoutForm form, CancellationToken cancellationToken)
    {
        if (cart.Id is not { } cartId || await IsEmptyAsync(cartId, cancellationToken))
            return Redirect("/cart");

        form.Take(await shopper.AddressesAsync(cancellationToken));
        var bought = await review.OfAsync(Unsaved(cartId), cancellationToken);
        var mistakes = form.Mistakes(delivery, bought.Totals?.Subtotal ?? 0).ToList();
        if (mistakes.Count > 0)
            return await DeliveryPageAsync(form, cartId, cancellationToken, mistakes);

        var checkout = await SaveAsync(form, cartId, cancellationToken);
        return SeeOther(nameof(Payment), checkout);
    }

    /// <summary>Says where the card is entered and goes there by itself: a page of its own, because a form must not end at another site.</summary>
    [HttpGet("{id:guid}/payment")]
    public async Task<IActionResult> Payment(Guid id, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { } checkout)
            return NotFound();
        if (checkout.OrderNumber is not null)
            return RedirectToAction(nameof(Outcome), new { id });

        var page = await PageAsync(checkout, cancellationToken);
        if (page.Cards.Count > 0)
            return View("PaymentCards", page);

        Response.Headers["Refresh"] = $"0; url={Url.Action(nameof(Pay), new { id })}";
        return View(page);
    }

    /// <summary>One of the customer's cards: the bank has it, so there is nothing to visit it for.</summary>
    [HttpPost("{id:guid}/card")]
    public async Task<IActionResult> UseCard(Guid id, Guid card, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { } checkout || await shopper.CardAsync(card, cancellationToken) is not { } saved)
            return NotFound();

        if (checkout.OrderNumber is null)
        {
            checkout.Card = saved.ToCheckout();
            checkout.UpdatedAt = clock.GetUtcNow();
            await db.SaveChangesAsync(cancellationToken);
        }

        return SeeOther(nameof(ReviewPage), checkout);
    }

    [HttpGet("{id:guid}/pay")]
    public async Task<IActionResult> Pay(Guid id, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { } checkout)
            return NotFound();
        if (await review.OfAsync(checkout, cancellationToken) is not { Totals: { } totals })
            return Redirect("/cart");

        var returnTo = address.ReturnTo(Request, Url.Action(nameof(Card), new { id })!);
        try
        {
            var page = await bank.StartCardEntryAsync(new CardEntry(id.ToString("N"), returnTo, totals.Total, totals.Currency), cancellationToken);
            return Redirect(page.AbsoluteUri);
        }
        catch (PaymentUnavailableException e)
        {
            CardPageUnavailable(log, id, e);
            return View("BankAway", await PageAsync(checkout, cancellationToken));
        }
    }

    /// <summary>Where the bank sends the shopper back to. It takes note of the card and charges nothing.</summary>
    [HttpGet("{id:guid}/card")]
    public async Task<IActionResult> Card(Guid id, string? reference, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { } checkout)
            return NotFound();

        try
        {
            if (reference is { Length: > 0 and <= 200 } && await bank.RedeemAsync(reference, id.ToString("N"), cancellationToken) is { } card)
            {
                checkout.Card = CheckoutCard.From(card);
                checkout.UpdatedAt = clock.GetUtcNow();
                await db.SaveChangesAsync(cancellationToken);
            }
        }
        catch (PaymentUnavailableException e)
        {
            CardPageUnavailable(log, id, e);
            return View("BankAway", await PageAsync(checkout, cancellationToken));
        }

        // Reloaded, or turned back at the bank: what is known of a card, if anything, stays.
        return RedirectToAction(checkout.Card is null ? nameof(Index) : nameof(ReviewPage), checkout.Card is null ? null : new { id });
    }

    [HttpGet("{id:guid}/review", Name = "Review")]
    public async Task<IActionResult> ReviewPage(Guid id, bool changed, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { } checkout)
            return NotFound();
        if (checkout.OrderNumber is not null || await InProgressAsync(id, cancellationToken))
            return RedirectToAction(nameof(Outcome), new { id });

        var page = await PageAsync(checkout, cancellationToken);
        if (page.Purchase.Lines.Count == 0 || page.Purchase.Shortages.Count > 0)
            return Redirect("/cart");
        if (checkout.Card is null)
            return RedirectToAction(nameof(Payment), new { id });

        return View("Review", page with { Changed = changed });
    }

    [HttpPost("{id:guid}/place")]
    public async Task<IActionResult> Place(Guid id, int attempt, string? reviewed, bool saveCard, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { } checkout)
            return NotFound();

        var ip = HttpContext.Connection.RemoteIpAddress?.MapToIPv4Or6() ?? "";
        switch (await placeOrder.RunAsync(checkout, attempt, reviewed ?? "", ip, "EN-US", cancellationToken))
        {
            case Placement.Begun:
                if (saveCard)
                    await shopper.SaveCardAsync(checkout, cancellationToken);
                return SeeOther(nameof(Outcome), checkout);
            case Placement.Changed:
                return SeeOther("ReviewPage", checkout, new { id, changed = true });
            case Placement.TooManyAttempts(var retryAfter):
                Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return View("TooManyAttempts", new WaitPage(id, retryAfter));
            case var other:
                throw new InvalidOperationException($"{other} is not handled.");
        }
    }

    [HttpGet("{id:guid}/outcome")]
    public async Task<IActionResult> Outcome(Guid id, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { } checkout)
            return NotFound();

        var attempt = await db.Attempts.AsNoTracking().Where(attempt => attempt.CheckoutId == id).OrderByDescending(attempt => attempt.Number).FirstOrDefaultAsync(cancellationToken);
        if (attempt is null)
            return RedirectToAction(nameof(Index));
        if (attempt.Outcome == AttemptOutcome.None)
            Response.Headers["Refresh"] = "2";

        var key = attempt.OrderNumber is null ? null : await links.KeyAsync(attempt.OrderNumber, cancellationToken);
        var page = new OutcomePage(checkout.Id, attempt, key, delivery, clock.GetUtcNow());
        return View(OutcomePage.ViewOf(attempt.Outcome), page);
    }

    private async Task<CheckoutSession?> OwnAsync(Guid id, CancellationToken cancellationToken)
    {
        var (owner, customer) = (cart.Id, shopper.Id);
        var checkout = owner is null ? null : await db.Checkouts.SingleOrDefaultAsync(
            checkout => checkout.Id == id && checkout.CartId == owner && (checkout.CustomerId == null || checkout.CustomerId == customer), cancellationToken);
        if (checkout is { OrderNumber: null })
            checkout.CustomerId = customer; // whoever signed in on the way goes on as a customer; stored with the next change
        return checkout;
    }

    private Task<CheckoutSession?> OpenAsync(Guid cartId, CancellationToken cancellationToken) =>
        db.Checkouts.SingleOrDefaultAsync(checkout => checkout.CartId == cartId && checkout.OrderNumber == null, cancellationToken);

    private async Task<bool> IsEmptyAsync(Guid cartId, CancellationToken cancellationToken) =>
        !await db.CartLines.AnyAsync(line => line.CartId == cartId, cancellationToken);

    private Task<bool> InProgressAsync(Guid id, CancellationToken cancellationToken) =>
        db.Attempts.AnyAsync(attempt => attempt.CheckoutId == id && attempt.Outcome == AttemptOutcome.None, cancellationToken);

    private async Task<IActionResult> DeliveryPageAsync(CheckoutForm form, Guid cartId, CancellationToken cancellationToken, IReadOnlyList<(string Field, string Message)>? mistakes = null)
    {
        var where = Unsaved(cartId, form.Shipping.Country, form.Shipping.Region, form.ShippingMethod);
        var bought = await review.OfAsync(where, cancellationToken);
        if (bought.Shortages.Count > 0)
            return Redirect("/cart");

        var country = delivery.Find(form.Shipping.Country) ?? delivery.Home;
        var offers = delivery.Offers(country, bought.Totals?.Subtotal ?? 0);
        foreach (var (field, message) in mistakes ?? [])
            ModelState.AddModelError(field, message);
        Response.StatusCode = mistakes is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return View("Index", new DeliveryPage(form, bought, offers, delivery.Countries) { Mistakes = mistakes ?? [], Book = await shopper.AddressesAsync(cancellationToken) });
    }

    private async Task<CheckoutSession> SaveAsync(CheckoutForm form, Guid cartId, CancellationToken cancellationToken)
    {
        var checkout = await OpenAsync(cartId, cancellationToken);
        if (checkout is null)
        {
            checkout = new CheckoutSession { CartId = cartId, GuestId = Guid.NewGuid().ToString(), CreatedAt = clock.GetUtcNow() };
            db.Checkouts.Add(checkout);
        }
        else if (!shopper.Owns(checkout))
        {
            checkout.Card = null;
        }

        checkout.CustomerId = shopper.Id;
        form.Fill(checkout, delivery);
        checkout.UpdatedAt = clock.GetUtcNow();
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return checkout;
        }
        catch (DbUpdateException) when (db.Checkouts.AsNoTracking().Any(other => other.CartId == cartId && other.OrderNumber == null && other.Id != checkout.Id))
        {
            // Two tabs continued at the same moment: the cart has one open checkout, and this fills it.
            db.ChangeTracker.Clear();
            return await SaveAsync(form, cartId, cancellationToken);
        }
    }

    private CheckoutSession Unsaved(Guid cartId, string? country = null, string? region = null, string? method = null)
    {
        var to = delivery.Find(country) ?? delivery.Home;
        return new CheckoutSession
        {
            CartId = cartId,
            GuestId = "",
            Shipping = new PostalAddress { Country = to.Code, Region = region ?? "" },
            ShippingMethod = delivery.Offer(to, 0, method) is null ? delivery.Offers(to, 0)[0].Method : method ?? delivery.Offers(to, 0)[0].Method,
        };
    }

    private async Task<CheckoutPage> PageAsync(CheckoutSession checkout, CancellationToken cancellationToken)
    {
        var attempts = await db.Attempts.CountAsync(attempt => attempt.CheckoutId == checkout.Id, cancellationToken);
        var cards = await shopper.CardsAsync(cancellationToken);
        return new CheckoutPage(checkout, await review.OfAsync(checkout, cancellationToken), attempts + 1, delivery)
        {
            Cards = cards,
            CanSaveCard = shopper.Id is not null && cards.All(saved => saved.Fingerprint != checkout.Card?.Fingerprint),
        };
    }

    private IActionResult SeeOther(string action, CheckoutSession checkout, object? values = null)
    {
        Response.Headers.Location = Url.Action(action, values ?? new { id = checkout.Id });
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    [LoggerMessage(LogLevel.Warning, "The bank's card page could not be reached for checkout {Checkout}.")]
    private static partial void CardPageUnavailable(ILogger log, Guid checkout, Exception exception);
}
