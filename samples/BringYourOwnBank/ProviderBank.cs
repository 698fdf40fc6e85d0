using System.Net;
using System.Text.Json;
using Storefront.Web.Payments;

namespace BringYourOwnBank;

/// <summary>
/// The shop's door to money over a provider's API. Three things differ with most providers and are settled here: they
/// number payments themselves, they take cents, and they say no in words of their own.
/// </summary>
internal sealed class ProviderBank(HttpClient http) : IPaymentProvider
{
    private const string Processor = "Pretend Provider";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public async Task<Uri> StartCardEntryAsync(CardEntry entry, CancellationToken cancellationToken)
    {
        var session = await SendAsync<Session>(HttpMethod.Post, "v2/sessions", key: null, new NewSession(entry.Checkout, entry.ReturnTo, Cents(entry.Amount, entry.Currency)), cancellationToken);
        return session?.Url ?? throw new PaymentUnavailableException("The provider named no page.");
    }

    public async Task<PaymentCard?> RedeemAsync(string reference, string checkout, CancellationToken cancellationToken) =>
        await SendAsync<StoredCard>(HttpMethod.Post, "v2/sessions/redeem", key: null, new Redemption(reference, checkout), cancellationToken) is { } card
            ? new PaymentCard(card.Id, card.Fingerprint, card.Bin, card.Last4, card.Scheme, card.Expiry, card.Holder)
            : null;

    public Task<PaymentAnswer> AuthorizeAsync(AuthorizeRequest request, CancellationToken cancellationToken)
    {
        var payment = new NewPayment(request.Key, request.CardToken, Cents(request.Amount, request.Currency), request.Reference, request.MerchantId);
        return MoveAsync("v2/payments", request.Key, payment, cancellationToken);
    }

    public Task<PaymentAnswer> CaptureAsync(CaptureRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(request.AuthorizationKey, "captures", request.Key, Cents(request.Amount, request.Currency), cancellationToken);

    /// <summary>By our own key: a payment whose authorization got no answer has no number we could know.</summary>
    public Task<PaymentAnswer> VoidAsync(VoidRequest request, CancellationToken cancellationToken) =>
        MoveAsync("v2/cancels", request.Key, new Cancellation(request.AuthorizationKey), cancellationToken);

    public Task<PaymentAnswer> RefundAsync(RefundRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(request.AuthorizationKey, "refunds", request.Key, Cents(request.Amount, request.Currency), cancellationToken);

    /// <summary>The shop knows its own key; the provider's number is asked for.</summary>
    private async Task<PaymentAnswer> ChangeAsync(string authorizationKey, string operation, string key, Money amount, CancellationToken cancellationToken)
    {
        var payment = await SendAsync<Operation>(HttpMethod.Get, $"v2/payments?reference={Uri.EscapeDataString(authorizationKey)}", key: null, body: null, cancellationToken);
        return payment is null
            ? new PaymentAnswer(PaymentOutcome.Declined, "unknown_payment", Processor, "", "", TimeProvider.System.GetUtcNow())
            : await MoveAsync($"v2/payments/{payment.PaymentId}/{operation}", key, new PaymentChange(amount), cancellationToken);
    }

    private async Task<PaymentAnswer> MoveAsync(string path, string key, object body, CancellationToken cancellationToken)
    {
        var done = await SendAsync<Operation>(HttpMethod.Post, path, key, body, cancellationToken) ?? throw new PaymentUnavailableException("The provider does not know this address.");
        return new PaymentAnswer(
            done.Status == "refused" ? PaymentOutcome.Declined : PaymentOutcome.Approved,
            done.RefusalCode ?? "A000", Processor, done.OperationId, done.Account, done.At);
    }

    /// <summary>The one way out. A 404 is an answer (null); whatever else is no success leaves as one exception, for then nobody knows what was done.</summary>
    private async Task<TAnswer?> SendAsync<TAnswer>(HttpMethod method, string path, string? key, object? body, CancellationToken cancellationToken)
        where TAnswer : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json) };
            if (key is not null)
                request.Headers.Add("Idempotency-Key", key); // the same key is the same operation, however often it is sent
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            if (!response.IsSuccessStatusCode)
                throw new PaymentUnavailableException($"The provider answered {(int)response.StatusCode}.");
            return await response.Content.ReadFromJsonAsync<TAnswer>(Json, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new PaymentUnavailableException("The provider gave no usable answer.", e);
        }
    }

    // Nothing is rounded on the way to a bank. A currency without cents, or with thousandths, needs a line of its own.
    private static Money Cents(decimal amount, string currency) =>
        amount >= 0 && decimal.IsInteger(amount * 100) ? new((long)(amount * 100), currency) : throw new PaymentUnavailableException($"{amount} {currency} is no amount in cents.");
}
