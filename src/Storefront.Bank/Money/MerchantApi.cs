using System.Text.Json;
using Storefront.Bank.Cards;

namespace Storefront.Bank.Money;

/// <summary>What the shop's server asks of the bank. Every body is JSON; amounts are whole minor units.</summary>
internal static class MerchantApi
{
    private static readonly TimeSpan LateAnswer = TimeSpan.FromSeconds(2);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static void MapMerchantApi(this IEndpointRouteBuilder routes)
    {
        var merchant = routes.MapGroup("/merchant").AddEndpointFilter<MerchantKey>();
        merchant.MapGet("/ping", () => Results.Text("The bank is open."));
        merchant.MapPost("/card-sessions", StartCardSessionAsync);
        merchant.MapPost("/references/redeem", RedeemAsync);
        merchant.MapPost("/authorizations", MoneyAsync<Authorize>);
        merchant.MapPost("/captures", MoneyAsync<Capture>);
        merchant.MapPost("/voids", MoneyAsync<Cancel>);
        merchant.MapPost("/refunds", MoneyAsync<Refund>);
    }

    private static async Task<IResult> StartCardSessionAsync(
        HttpContext context, CardStore cards, BankOptions options, IHostEnvironment environment, CancellationToken cancellationToken)
    {
        var (session, refusal) = await ReadAsync<NewCardSession>(context, cancellationToken);
        if (session is null)
            return refusal;

        if (session.Problem(environment.IsDevelopment()) is { } problem)
            return Refused(problem);

        var id = await cards.StartAsync(session.Checkout, session.ReturnTo, session.Amount, session.Currency, cancellationToken);
        var bank = options.PublicAddress ?? new Uri($"{context.Request.Scheme}://{context.Request.Host}");
        var address = new Uri(bank, "/card/" + id);
        return Results.Created(address, new { address });
    }

    private static async Task<IResult> RedeemAsync(HttpContext context, CardStore cards, CancellationToken cancellationToken)
    {
        var (redemption, refusal) = await ReadAsync<Redemption>(context, cancellationToken);
        if (redemption is null)
            return refusal;

        return await cards.RedeemAsync(redemption.Reference, redemption.Checkout, cancellationToken) is { } card
            ? Results.Json(card, Json)
            : Results.Problem("The reference is unknown, used, expired, or was made for another checkout.", statusCode: 404);
    }

    private static async Task<IResult> MoneyAsync<TRequest>(
        HttpContext context, Ledger ledger, HangingCalls hanging, TimeProvider time, CancellationToken cancellationToken)
        where TRequest : MoneyRequest
    {
        var (request, refusal) = await ReadAsync<TRequest>(context, cancellationToken);
        if (request is null)
            return refusal;

        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (!Texts.IsShort(key))
            return Refused("The header Idempotency-Key is missing or longer than 100 characters.");

        if (request.Problem() is { } problem)
            return Refused(problem);

        switch (await ledger.RecordAsync(key, request, cancellationToken))
        {
            case Recording.Done done:
                if (done.Late)
                    await Task.Delay(LateAnswer, time, cancellationToken);

                return Answer(done.Entry);
            case Recording.Silence:
                return await hanging.WaitAsync(context);
            default:
                return Results.Problem("This Idempotency-Key was used for another request; nothing was done. Make a new key for a new operation.", statusCode: 422);
        }
    }

    private static IResult Answer(LedgerEntry entry) => Results.Json(
        new
        {
            entry.Outcome,
            entry.ResponseCode,
            LedgerEntry.Processor,
            MerchantReferenceNumber = entry.ReferenceNumber,
            entry.MerchantId,
            entry.At,
        },
        Json);

    private static IResult Refused(string problem) => Results.Problem(problem, statusCode: 400);

    private static async Task<(T? Body, IResult Refusal)> ReadAsync<T>(HttpContext context, CancellationToken cancellationToken)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
            return (null, Results.Problem("Send JSON: Content-Type: application/json.", statusCode: 415));

        try
        {
            return (await context.Request.ReadFromJsonAsync<T>(Json, cancellationToken), Refused("The body is empty."));
        }
        catch (JsonException e)
        {
            return (null, Refused($"The body cannot be read at {e.Path ?? "$"}."));
        }
    }

    private sealed record Redemption(string Reference, string Checkout);
}
