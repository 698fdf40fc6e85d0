using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;

namespace BringYourOwnBank;

/// <summary>A payment provider as small as it can be: a card page, and an API that forgets everything when it stops.</summary>
internal sealed class PretendProvider : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, NewSession> sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Reference, string Card)> tokens = new(StringComparer.Ordinal);
    private readonly PretendLedger ledger = new();
    private readonly WebApplication app;

    private PretendProvider(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        app = builder.Build();
        app.MapPost("/v2/sessions", Start);
        app.MapGet("/pay/{id}", Page);
        app.MapPost("/pay/{id}", Pay).DisableAntiforgery(); // nobody is signed in here
        app.MapPost("/v2/sessions/redeem", Redeem);
        app.MapGet("/v2/payments", (string reference) => ledger.Find(reference) is { } payment ? Results.Ok(payment) : Results.NotFound());
        app.MapPost("/v2/payments", (NewPayment payment, [FromHeader(Name = "Idempotency-Key")] string key) => Answer(ledger.Authorize(key, payment)));
        app.MapPost("/v2/payments/{id}/captures", (string id, PaymentChange change, [FromHeader(Name = "Idempotency-Key")] string key) => Answer(ledger.Capture(key, id, change)));
        app.MapPost("/v2/payments/{id}/refunds", (string id, PaymentChange change, [FromHeader(Name = "Idempotency-Key")] string key) => Answer(ledger.Refund(key, id, change)));
        app.MapPost("/v2/cancels", (Cancellation which, [FromHeader(Name = "Idempotency-Key")] string key) => Answer(ledger.Cancel(key, which)));
    }

    public Uri Address => new(app.Urls.First());

    public static async Task<PretendProvider> StartAsync(string address)
    {
        var provider = new PretendProvider(address);
        await provider.app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // Null: the key was used for something else.
    private static IResult Answer(Operation? done) => done is null ? Results.UnprocessableEntity() : Results.Ok(done);

    private IResult Start(NewSession session, HttpRequest request)
    {
        var id = Guid.NewGuid().ToString("N");
        sessions[id] = session;
        return Results.Ok(new Session(new Uri($"{request.Scheme}://{request.Host}/pay/{id}")));
    }

    private IResult Page(string id) => sessions.TryGetValue(id, out var session)
        ? Results.Content($"""
            <!doctype html><html lang="en"><title>Pay</title><h1>{session.Amount.Value / 100m:0.00} {session.Amount.Currency}</h1>
            <form method="post"><button name="card" value="good">Pay with a good card</button> <button name="card" value="refused">Pay with a card that is refused</button></form></html>
            """, "text/html; charset=utf-8")
        : Results.NotFound();

    private IResult Pay(string id, [FromForm] string card)
    {
        if (!sessions.TryRemove(id, out var session))
            return Results.NotFound();
        var token = Guid.NewGuid().ToString("N");
        tokens[token] = (session.Reference, card == "refused" ? PretendLedger.RefusedCard : PretendLedger.GoodCard);
        var back = session.ReturnUrl.AbsoluteUri;
        return Results.Redirect($"{back}{(back.Contains('?', StringComparison.Ordinal) ? '&' : '?')}reference={token}");
    }

    // Only for the checkout it was made for, and only once.
    private IResult Redeem(Redemption redemption)
    {
        if (!tokens.TryGetValue(redemption.Token, out var known) || known.Reference != redemption.Reference || !tokens.TryRemove(redemption.Token, out _))
            return Results.NotFound();
        return Results.Ok(new StoredCard(known.Card, "fingerprint-of-" + known.Card, "411111", "1111", "Visa", "12/30", "Nora Berg"));
    }
}
