using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Storefront.FraudProtection.Events;
using Storefront.FraudProtection.Http;

namespace Storefront.FraudProtection;

/// <summary>Asks Fraud Protection about purchases, sign-ups and sign-ins before they go on, and tells it about events that have happened.</summary>
/// <remarks>Thread-safe; one for the whole program. Whatever goes wrong arrives as a <see cref="FraudProtectionException"/>.</remarks>
public sealed partial class FraudProtectionService
{
    private readonly FraudProtectionOptions options;
    private readonly Delivery delivery;
    private readonly TimeProvider time;
    private readonly ILogger<FraudProtectionService> log;

    internal FraudProtectionService(FraudProtectionOptions options, Delivery delivery, TimeProvider time, ILogger<FraudProtectionService> log) =>
        (this.options, this.delivery, this.time, this.log) = (options, delivery, time, log);

    /// <summary>Asks whether a purchase should go ahead.</summary>
    /// <param name="purchase">The purchase.</param>
    /// <param name="correlationId">Ties together all calls about this purchase; made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">There is no decision.</exception>
    public Task<PurchaseAssessment> AssessPurchaseAsync(Purchase purchase, string? correlationId = null, CancellationToken cancellationToken = default) =>
        AssessPurchaseAsync(Prepare(purchase, correlationId), cancellationToken);

    /// <summary>Asks about a purchase that was prepared before.</summary>
    /// <param name="purchase">The prepared purchase.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">There is no decision.</exception>
    public Task<PurchaseAssessment> AssessPurchaseAsync(PreparedEvent purchase, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        if (purchase.Event != nameof(Purchase))
            throw new ArgumentException($"{purchase.Event} is not a purchase; use {nameof(ReportAsync)}.", nameof(purchase));

        return CallAsync(purchase, CallKind.Purchase, Judged, cancellationToken);
    }

    /// <summary>Tells what the bank answered.</summary>
    /// <param name="bankEvent">The event.</param>
    /// <param name="correlationId">That of the purchase, if it is still known; made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task ReportBankEventAsync(BankEvent bankEvent, string? correlationId = null, CancellationToken cancellationToken = default) =>
        ReportAsync(Prepare(bankEvent, correlationId), cancellationToken);

    /// <summary>Tells what became of a purchase.</summary>
    /// <param name="status">The event.</param>
    /// <param name="correlationId">That of the purchase, if it is still known; made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task ReportPurchaseStatusAsync(PurchaseStatus status, string? correlationId = null, CancellationToken cancellationToken = default) =>
        ReportAsync(Prepare(status, correlationId), cancellationToken);

    /// <summary>Tells about a refund, or a change of one.</summary>
    /// <param name="refund">The event.</param>
    /// <param name="correlationId">Made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task ReportRefundAsync(Refund refund, string? correlationId = null, CancellationToken cancellationToken = default) =>
        ReportAsync(Prepare(refund, correlationId), cancellationToken);

    /// <summary>Tells about a chargeback, or a change of one.</summary>
    /// <param name="chargeback">The event.</param>
    /// <param name="correlationId">Made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task ReportChargebackAsync(Chargeback chargeback, string? correlationId = null, CancellationToken cancellationToken = default) =>
        ReportAsync(Prepare(chargeback, correlationId), cancellationToken);

    /// <summary>Tells about a new customer, or a change of one: profile, addresses, payment instruments.</summary>
    /// <param name="account">The event.</param>
    /// <param name="correlationId">Made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task ReportAccountAsync(AccountUpdate account, string? correlationId = null, CancellationToken cancellationToken = default) =>
        ReportAsync(Prepare(account, correlationId), cancellationToken);

    /// <summary>Tells what a person or another system knows about a purchase, an account or a card.</summary>
    /// <param name="label">The event.</param>
    /// <param name="correlationId">Made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task ReportLabelAsync(Label label, string? correlationId = null, CancellationToken cancellationToken = default) =>
        ReportAsync(Prepare(label, correlationId), cancellationToken);

    /// <summary>Sends an event that was prepared before, for example by an outbox.</summary>
    /// <param name="prepared">The event; any but a purchase, which is asked about with <see cref="AssessPurchaseAsync(PreparedEvent, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task<EventReceipt> ReportAsync(PreparedEvent prepared, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        if (prepared.Event == nameof(Purchase))
            throw new ArgumentException($"A purchase is judged, not reported; use {nameof(AssessPurchaseAsync)}.", nameof(prepared));

        return CallAsync(prepared, CallKind.Report, Accepted, cancellationToken);
    }

    /// <summary>Makes an event ready to be sent: tracking ID, time and JSON text are made here, once, and not again when it is sent.</summary>
    /// <param name="fraudEvent">The event.</param>
    /// <param name="correlationId">Ties together all calls about one purchase; made if left out.</param>
    public PreparedEvent Prepare(FraudEvent fraudEvent, string? correlationId = null)
    {
        ArgumentNullException.ThrowIfNull(fraudEvent);
        var complete = fraudEvent.Completed(options.AssessmentType, time.GetLocalNow());
        return new PreparedEvent(complete.Name, complete.Path, correlationId ?? Guid.NewGuid().ToString(), JsonSerializer.Serialize(complete, complete.GetType(), Wire.Json));
    }

    /// <summary>Tries the settings: gets a token and asks the service whether it is there. Sends no event.</summary>
    /// <remarks>Also a way to have the token and the connection ready before the first customer comes.</remarks>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">There is no token, or the service is not there; the message says which.</exception>
    public Task CheckConnectionAsync(CancellationToken cancellationToken = default) =>
        CallAsync(new PreparedEvent("Health", "/api/v1/health", Guid.NewGuid().ToString(), ""), CallKind.Check, static (_, _) => (true, "Healthy"), cancellationToken);

    private (PurchaseAssessment Answer, string Outcome) Judged(Answer answer, PreparedEvent prepared)
    {
        var assessment = PurchaseAssessment.Parse(answer.Body, prepared.CorrelationId);
        if (!assessment.IsDecisionKnown)
            LogUnknownDecision(prepared.Event, prepared.CorrelationId, assessment.DecisionText);
        return (assessment, assessment.Decision.ToString());
    }

    // The status decides, except that a service may say on a 200 that it did not succeed.
    private static (EventReceipt Answer, string Outcome) Accepted(Answer answer, PreparedEvent prepared)
    {
        var details = Reading.Object(answer.Body)?["resultDetails"] as JsonObject;
        if (Reading.Truth(details?["Succeeded"]) is false)
        {
            var error = Reading.Text(details?["Error"]);
            throw FraudProtectionException.Malformed(prepared.CorrelationId, $"it says that it did not succeed ({error ?? "without a reason"})", answer.StatusCode, error);
        }

        return (new EventReceipt(answer.StatusCode, answer.Body), "Reported");
    }

    private async Task<TAnswer> CallAsync<TAnswer>(PreparedEvent prepared, CallKind kind, Func<Answer, PreparedEvent, (TAnswer Answer, string Outcome)> read, CancellationToken cancellationToken)
    {
        if (!options.Enabled)
            throw new InvalidOperationException("Fraud Protection is switched off (FraudProtection:Enabled is false). Ask the setting before calling.");

        var call = new Call(prepared, kind, time);
        using var told = Telemetry.Begin(prepared, time);
        try
        {
            var answer = await delivery.SendAsync(call, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccess)
                throw FraudProtectionException.From(answer, prepared.CorrelationId);

            var (result, outcome) = read(answer, prepared);
            told.End(outcome, call.Attempts, answer.StatusCode, succeeded: true);
            LogAnswered(prepared.Event, prepared.CorrelationId, outcome, call.Attempts);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            told.End("Canceled", call.Attempts, null);
            throw;
        }
        catch (Exception e)
        {
            var failure = Explain(e, call);
            told.End(OutcomeOf(failure), call.Attempts, failure.StatusCode);
            LogFailed(failure.StatusCode is 400 ? LogLevel.Error : LogLevel.Warning, prepared.Event, prepared.CorrelationId, call.Attempts, failure.Message);
            throw failure;
        }
    }

    private static string OutcomeOf(FraudProtectionException failure) => failure switch
    {
        { IsDuplicatePurchase: true } => "Duplicate",
        { StatusCode: null } => "NoAnswer",
        { StatusCode: >= 200 and < 300 } => "Unusable",
        _ => $"Status{failure.StatusCode}",
    };

    private FraudProtectionException Explain(Exception cause, Call call)
    {
        var correlationId = call.Event.CorrelationId;
        return cause switch
        {
            FraudProtectionException known => known.About(correlationId),
            TimeoutRejectedException or OperationCanceledException =>
                NoAnswer($"did not answer within {options.Timeout}{(call.LastStatus is { } status ? $"; before that it answered {status}" : "")}", retryable: true),
            BrokenCircuitException broken => NoAnswer("has failed too often just now; calls fail at once until it has had time to recover", retryable: true, broken.RetryAfter),
            HttpRequestException unreachable => NoAnswer($"could not be reached ({unreachable.Message})", retryable: true),
            _ => NoAnswer($"could not be called ({cause.Message})", retryable: false),
        };

        FraudProtectionException NoAnswer(string what, bool retryable, TimeSpan? retryAfter = null) =>
            new($"Fraud Protection {what}. Correlation ID {correlationId}.", cause)
            {
                CorrelationId = correlationId,
                IsRetryable = retryable,
                RetryAfter = retryAfter,
                IsTokenFailure = call.Attempts == 0 && cause is TimeoutRejectedException or OperationCanceledException,
            };
    }

    [LoggerMessage(LogLevel.Debug, "Fraud Protection {Event} {CorrelationId}: {Outcome} after {Attempts} attempt(s).")]
    private partial void LogAnswered(string @event, string correlationId, string outcome, int attempts);

    [LoggerMessage(Message = "Fraud Protection {Event} {CorrelationId} failed after {Attempts} attempt(s): {Reason}")]
    private partial void LogFailed(LogLevel level, string @event, string correlationId, int attempts, string reason);

    [LoggerMessage(LogLevel.Warning, "Fraud Protection {Event} {CorrelationId}: the decision '{Decision}' is unknown and counts as Review.")]
    private partial void LogUnknownDecision(string @event, string correlationId, string decision);
}
