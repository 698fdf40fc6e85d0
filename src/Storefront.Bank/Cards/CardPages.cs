using Microsoft.AspNetCore.Http.HttpResults;
using Storefront.Bank.Hosting;
using Storefront.Bank.Money;
using Storefront.Bank.Pages;

namespace Storefront.Bank.Cards;

/// <summary>The only page on which a card number is typed.</summary>
internal static class CardPages
{
    public static void MapCardPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/card/{id}", Show);
        routes.MapPost("/card/{id}", UseCardAsync);
    }

    private static RazorComponentResult Show(string id, HttpContext context, CardStore cards, TimeProvider time)
    {
        if (cards.Find(id) is not { } session)
            return Unknown();

        return session.IsOver(time.GetUtcNow()) ? Over(session) : Page(context, session, form: null, time);
    }

    private static async Task<IResult> UseCardAsync(string id, HttpContext context, CardStore cards, TimeProvider time, CancellationToken cancellationToken)
    {
        if (cards.Find(id) is not { } session)
            return Unknown();

        if (session.IsOver(time.GetUtcNow()))
            return Over(session);

        if (!await cards.CountTryAsync(session, cancellationToken))
            return TooOften(session);

        // The plain form only: a multipart body could be set down in a temporary file, and it holds a card number.
        if (context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return Results.StatusCode(415);

        var form = CardForm.Read(await context.Request.ReadFormAsync(cancellationToken), time.GetUtcNow());
        if (form.Card is not { } card)
            return Page(context, session, form, time);

        var reference = await cards.KeepAsync(session, card, cancellationToken);
        context.Response.StatusCode = 303;
        context.Response.Headers.Location = session.ReturnWith(reference).AbsoluteUri;
        SecurityHeaders.AllowFormToReach(context, session.ReturnTo);
        return Results.Empty;
    }

    private static RazorComponentResult<CardPage> Page(HttpContext context, CardSession session, CardForm? form, TimeProvider time)
    {
        // Browsers hold a form to its policy through redirects, and the answer to this one leads to the shop.
        SecurityHeaders.AllowFormToReach(context, session.ReturnTo);
        return new RazorComponentResult<CardPage>(new
        {
            Action = $"/card/{session.Id}",
            session.Shop,
            BackTo = session.ReturnTo.AbsoluteUri,
            Amount = Currencies.Show(session.Amount, session.Currency),
            time.GetUtcNow().Year,
            HolderName = form?.Name,
            form?.Expiry,
            Errors = form?.Errors ?? [],
        })
        {
            StatusCode = form is null ? 200 : 422,
        };
    }

    private static RazorComponentResult Unknown() => Message.Page(
        404, "This card page does not exist", "Go back to the shop and start the payment again. No card was used.");

    private static RazorComponentResult Over(CardSession session) => Message.Page(
        410, "This card page has closed", "It stays open for an hour. Go back to the shop and start the payment again. No card was used.", session);

    private static RazorComponentResult TooOften(CardSession session) => Message.Page(
        429, "Too many tries on this page", "Go back to the shop, and start the payment again with another card if you have one.", session);
}
