using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Storefront.Web.Payments;

/// <summary>The pretend bank over HTTP. Replace this class, and its registration, to take real money.</summary>
internal sealed class PretendBank(HttpClient http) : IPaymentProvider
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter<PaymentOutcome>(allowIntegerValues: false) },
    };

    public async Task<Uri> StartCardEntryAsync(CardEntry entry, CancellationToken cancellationToken)
    {
        var amount = MinorUnits.Of(entry.Amount, entry.Currency);
        var page = await AskAsync<CardPage>("merchant/card-sessions", key: null, new { entry.Checkout, entry.ReturnTo, amount, entry.Currency }, cancellationToken);
        return page is { Address: { IsAbsoluteUri: true, Scheme: "http" or "https" } address }
            ? address
            : throw new PaymentUnavailableException("The bank named no address for its card page.");
    }

    public Task<PaymentCard?> RedeemAsync(string reference, string checkout, CancellationToken cancellationToken) =>
        AskAsync<PaymentCard>("merchant/references/redeem", key: null, new { reference, checkout }, cancellationToken, nullWhenNotFound: true);

    public Task<PaymentAnswer> AuthorizeAsync(AuthorizeRequest request, CancellationToken cancellationToken)
    {
        var amount = MinorUnits.Of(request.Amount, request.Currency);
        return MoveAsync("merchant/authorizations", request.Key, new { request.CardToken, amount, request.Currency, request.Reference, request.MerchantId }, cancellationToken);
    }

    public Task<PaymentAnswer> CaptureAsync(CaptureRequest request, CancellationToken cancellationToken)
    {
        var amount = MinorUnits.Of(request.Amount, request.Currency);
        return MoveAsync("merchant/captures", request.Key, new { request.AuthorizationKey, amount, request.Currency, request.Reference }, cancellationToken);
    }

    public Task<PaymentAnswer> VoidAsync(VoidRequest request, CancellationToken cancellationToken) =>
        MoveAsync("merchant/voids", request.Key, new { request.AuthorizationKey, request.Reference }, cancellationToken);

    public Task<PaymentAnswer> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        var amount = MinorUnits.Of(request.Amount, request.Currency);
        return MoveAsync("merchant/refunds", request.Key, new { request.AuthorizationKey, amount, request.Currency, request.Reference }, cancellationToken);
    }

    private async Task<PaymentAnswer> MoveAsync<TBody>(string path, string key, TBody body, CancellationToken cancellationToken) =>
        await AskAsync<PaymentAnswer>(path, key, body, cancellationToken) ?? throw new PaymentUnavailableException("The bank's answer was empty.");

    /// <summary>The one way to the bank. Whatever is not an answer leaves as one type of exception.</summary>
    private async Task<TAnswer?> AskAsync<TAnswer>(
        string path, string? key, object? body, CancellationToken cancellationToken, bool nullWhenNotFound = false)
        where TAnswer : class
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: Json) };
            if (key is not null)
                request.Headers.Add("Idempotency-Key", key);

            using var response = await http.SendAsync(request, cancellationToken);
            if (nullWhenNotFound && response.StatusCode == HttpStatusCode.NotFound && IsProblem(response))
                return null;

            if (!response.IsSuccessStatusCode)
                throw new PaymentUnavailableException(await ExplainAsync(response, cancellationToken));

            return await response.Content.ReadFromJsonAsync<TAnswer>(Json, cancellationToken);
        }
        catch (Exception e) when (IsNoAnswer(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new PaymentUnavailableException("The bank gave no usable answer.", e);
        }
    }

    private static async Task<string> ExplainAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!IsProblem(response))
            return $"The bank answered {status}.";

        var problem = await response.Content.ReadFromJsonAsync<Problem>(Json, cancellationToken);
        return $"The bank answered {status}: {problem?.Detail}";
    }

    // A 404 of the bank says why in this form; one of something else at that address does not, and is no answer.
    private static bool IsProblem(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == "application/problem+json";

    // A time-out arrives as a cancelled task; malformed headers as FormatException; text of a broken charset as the rest.
    private static bool IsNoAnswer(Exception exception) =>
        exception is HttpRequestException or OperationCanceledException or JsonException or NotSupportedException or FormatException or InvalidOperationException or IOException;

    private sealed record CardPage(Uri Address);

    private sealed record Problem(string? Detail = null);
}
