using Storefront.FraudProtection.Http;

namespace Storefront.FraudProtection;

/// <summary>Fraud Protection gave no usable answer. The one exception of this library: whatever goes wrong arrives as it.</summary>
/// <remarks>Only the caller's own cancellation stays an <see cref="OperationCanceledException"/>.</remarks>
public sealed class FraudProtectionException : Exception
{
    private const string DuplicatePurchase = "DuplicatePurchaseId";

    /// <summary>Says what went wrong.</summary>
    /// <param name="message">For an operator, without personal data.</param>
    /// <param name="innerException">The cause.</param>
    public FraudProtectionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>HTTP status of the service's answer; null when it gave none, also when no token could be had.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The correlation ID of the call, to find it at the other end.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Whether the same call may succeed later. A 400 never does.</summary>
    public bool IsRetryable { get; init; }

    /// <summary>What the service said, if it said something.</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>A word for the cause: the service's <c>ErrorReason</c> header, or the token endpoint's error code such as <c>invalid_client</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>How long the other side asks to be left alone, if it does.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Whether the purchase ID was used before. After a lost answer this means that the purchase was judged and the decision
    /// is lost: treat it as no answer, and give a later attempt a new purchase ID.
    /// </summary>
    public bool IsDuplicatePurchase => Reason == DuplicatePurchase;

    /// <summary>Whether the call ended before there was a token: the authority, the credential or the way there is the cause, not the service.</summary>
    public bool IsTokenFailure { get; init; }

    internal static FraudProtectionException From(Answer answer, string correlationId)
    {
        var what = answer.Message is { } message ? $" and said: {message}" : answer.Reason is { } reason ? $" ({reason})" : "";
        return new FraudProtectionException($"Fraud Protection answered {answer.StatusCode}{what}. Correlation ID {correlationId}.")
        {
            StatusCode = answer.StatusCode,
            CorrelationId = correlationId,
            IsRetryable = answer.StatusCode is 429 || (answer.StatusCode >= 500 && answer.Retryable is not false),
            ServiceMessage = answer.Message,
            Reason = answer.Reason,
            RetryAfter = answer.RetryAfter,
        };
    }

    internal static FraudProtectionException Malformed(string correlationId, string why, int statusCode = 200, string? serviceMessage = null) =>
        new($"Fraud Protection answered {statusCode}, but the answer cannot be used: {why}. Correlation ID {correlationId}.")
        {
            StatusCode = statusCode,
            CorrelationId = correlationId,
            ServiceMessage = serviceMessage,
        };

    internal FraudProtectionException About(string correlationId) =>
        CorrelationId is not null ? this : new FraudProtectionException(Message, InnerException)
        {
            StatusCode = StatusCode,
            CorrelationId = correlationId,
            IsRetryable = IsRetryable,
            ServiceMessage = ServiceMessage,
            Reason = Reason,
            RetryAfter = RetryAfter,
            IsTokenFailure = IsTokenFailure,
        };
}
