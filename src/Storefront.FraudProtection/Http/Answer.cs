using System.Net.Http.Headers;

namespace Storefront.FraudProtection.Http;

/// <summary>An answer of the service, read to its end.</summary>
internal sealed record Answer
{
    public required int StatusCode { get; init; }

    public required string Body { get; init; }

    /// <summary>The service's own word on whether the call may be repeated; null if it said nothing.</summary>
    public bool? Retryable { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var error = response.IsSuccessStatusCode ? null : Reading.Object(body);
        return new Answer
        {
            StatusCode = (int)response.StatusCode,
            Body = body,
            Retryable = Reading.Truth(error?["retryable"] ?? error?["isRetryable"]),
            Message = Reading.Text(error?["message"]),
            Reason = response.Headers.TryGetValues("ErrorReason", out var reasons) ? string.Join(", ", reasons) : null,
            RetryAfter = Wait(response.Headers.RetryAfter, time),
        };
    }

    public static TimeSpan? Wait(RetryConditionHeaderValue? header, TimeProvider time)
    {
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
