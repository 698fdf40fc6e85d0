using Microsoft.Identity.Client;
using Storefront.FraudProtection.Http;

namespace Storefront.FraudProtection.Tokens;

/// <summary>Says why there is no token, in words an operator can act on.</summary>
internal static class TokenFailure
{
    public static FraudProtectionException Explain(Exception failure, FraudProtectionOptions options, TimeProvider time) => failure switch
    {
        MsalThrottledServiceException throttled => Throttled(throttled, time),
        MsalServiceException refused => Refused(refused, time),
        HttpRequestException => Unreachable($"could not be reached ({failure.Message}). Check the setting Authority, and TrustedCertificateFile if its certificate is not trusted", failure, options),
        OperationCanceledException => Unreachable($"did not answer within {options.Timeout}", failure, options),
        IOException or UnauthorizedAccessException => new($"No token: the credential's file cannot be read ({failure.Message}).", failure) { IsTokenFailure = true },
        _ => new($"No token: {failure.Message}", failure) { IsTokenFailure = true },
    };

    private static FraudProtectionException Unreachable(string what, Exception failure, FraudProtectionOptions options) =>
        new($"No token: {options.Authority} {what}.", failure) { IsTokenFailure = true, IsRetryable = true };

    private static FraudProtectionException Throttled(MsalThrottledServiceException throttled, TimeProvider time)
    {
        var wait = Answer.Wait(throttled.Headers?.RetryAfter, time);
        return new(
            $"No token: the authority asked to be left alone{(wait is { } known ? $" for {known.TotalSeconds:0} s" : "")} (429 or 503 with Retry-After). Until that time has passed MSAL "
            + "refuses every request of this process for this client, without asking. Fewer processes, or fewer clients that each keep a token, prevent it.", throttled)
        {
            IsTokenFailure = true,
            IsRetryable = true,
            RetryAfter = wait,
            Reason = throttled.ErrorCode,
        };
    }

    private static FraudProtectionException Refused(MsalServiceException refused, TimeProvider time) =>
        new($"No token: the authority answered {refused.StatusCode} {refused.ErrorCode}: {refused.Message}", refused)
        {
            IsTokenFailure = true,
            IsRetryable = refused.IsRetryable || refused.StatusCode is 429 or >= 500,
            RetryAfter = Answer.Wait(refused.Headers?.RetryAfter, time),
            Reason = refused.ErrorCode,
        };
}
