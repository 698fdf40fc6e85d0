using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Storefront.FraudProtection.Http;

/// <summary>The whole policy for a world that fails, from the outside in.</summary>
internal static partial class Resilience
{
    public static ResiliencePipeline<Answer> Pipeline(FraudProtectionOptions options, TimeProvider time, ILogger log)
    {
        var pipeline = new ResiliencePipelineBuilder<Answer> { TimeProvider = time };
        pipeline.AddTimeout(options.Timeout);                  // the customer waits no longer than this in all, token included
        if (options.MaxRetries > 0)
            pipeline.AddRetry(new RetryStrategyOptions<Answer>
            {
                ShouldHandle = attempt => ValueTask.FromResult(MayRepeat(attempt, options.Timeout)),
                MaxRetryAttempts = options.MaxRetries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = attempt => ValueTask.FromResult(AskedToWait(attempt.Outcome)),
                OnRetry = attempt => Repeating(attempt, log),
            });
        return pipeline
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Answer>
            {
                ShouldHandle = attempt => ValueTask.FromResult(IsOutage(attempt.Outcome)),
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakerThroughput,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakerPause,
            })
            .AddTimeout(options.AttemptTimeout ?? options.Timeout * 0.75)
            .Build();
    }

    // responses-and-errors.md 6.5: a lost connection, a time-out, 429 and 503, and a 500 that says so. Never a 400.
    private static bool MayRepeat(RetryPredicateArguments<Answer> attempt, TimeSpan budget)
    {
        var call = Call.Of(attempt.Context);
        if (AskedToWait(attempt.Outcome) > budget - call.Elapsed)
            return false;                                      // the wait would outlast the call: better told at once

        return attempt.Outcome switch
        {
            { Result: { } answer } => answer.StatusCode is 429 or 503 || answer is { StatusCode: 500, Retryable: true },
            { Exception: FraudProtectionException noToken } => noToken.IsRetryable,
            { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } } => false,
            { Exception: HttpRequestException or TimeoutRejectedException } => !IsLost(call) || !call.RepeatedAfterLoss,
            _ => false,
        };
    }

    private static bool IsLost(Call call) => call is { Kind: CallKind.Purchase, MayHaveArrived: true };

    private static bool IsOutage(Outcome<Answer> outcome) => outcome switch
    {
        { Result: { } answer } => answer.StatusCode >= 500,
        { Exception: FraudProtectionException noToken } => noToken.IsRetryable,
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        _ => false,
    };

    private static TimeSpan? AskedToWait(Outcome<Answer> outcome) =>
        outcome.Result?.RetryAfter ?? (outcome.Exception as FraudProtectionException)?.RetryAfter;

    private static ValueTask Repeating(OnRetryArguments<Answer> attempt, ILogger log)
    {
        var call = Call.Of(attempt.Context);
        call.LastStatus = attempt.Outcome.Result?.StatusCode;
        call.RepeatedAfterLoss |= attempt.Outcome.Exception is not (null or FraudProtectionException) && IsLost(call);
        LogRepeating(log, call.Event.Event, call.Event.CorrelationId, attempt.AttemptNumber + 1, attempt.RetryDelay, attempt.Outcome.Result?.StatusCode, attempt.Outcome.Exception?.GetType().Name);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "Fraud Protection {Event} {CorrelationId}: attempt {Attempt} got no usable answer ({StatusCode}{Failure}); again in {Delay}.")]
    private static partial void LogRepeating(ILogger log, string @event, string correlationId, int attempt, TimeSpan delay, int? statusCode, string? failure);
}
