using Storefront.FraudProtection.Events;
using Storefront.FraudProtection.Http;

namespace Storefront.FraudProtection;

/// <content>Account protection: sign-ups and sign-ins.</content>
public sealed partial class FraudProtectionService
{
    /// <summary>Asks whether an account should be made.</summary>
    /// <param name="creation">The sign-up.</param>
    /// <param name="correlationId">Ties together all calls about this sign-up; made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">There is no decision.</exception>
    public Task<AccountAssessment> AssessAccountCreationAsync(AccountCreation creation, string? correlationId = null, CancellationToken cancellationToken = default) =>
        AssessAccountAsync(Prepare(creation, correlationId), cancellationToken);

    /// <summary>Asks whether a customer should be let in.</summary>
    /// <param name="login">The sign-in.</param>
    /// <param name="correlationId">Ties together all calls about this sign-in; made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">There is no decision.</exception>
    public Task<AccountAssessment> AssessAccountLoginAsync(AccountLogin login, string? correlationId = null, CancellationToken cancellationToken = default) =>
        AssessAccountAsync(Prepare(login, correlationId), cancellationToken);

    /// <summary>Asks about a sign-up or sign-in that was prepared before. It may be asked about again: the last answer counts.</summary>
    /// <param name="prepared">The prepared <see cref="AccountCreation"/> or <see cref="AccountLogin"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">There is no decision.</exception>
    public Task<AccountAssessment> AssessAccountAsync(PreparedEvent prepared, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        if (prepared.Event is not (nameof(AccountCreation) or nameof(AccountLogin)))
            throw new ArgumentException($"{prepared.Event} is neither a sign-up nor a sign-in; use {nameof(ReportAsync)}.", nameof(prepared));

        return CallAsync(prepared, CallKind.Report, JudgedAccount, cancellationToken);
    }

    /// <summary>Tells what became of a sign-up.</summary>
    /// <param name="status">The event.</param>
    /// <param name="correlationId">That of the sign-up, if it is still known; made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task ReportAccountCreationStatusAsync(AccountCreationStatus status, string? correlationId = null, CancellationToken cancellationToken = default) =>
        ReportAsync(Prepare(status, correlationId), cancellationToken);

    /// <summary>Tells what became of a sign-in.</summary>
    /// <param name="status">The event.</param>
    /// <param name="correlationId">That of the sign-in, if it is still known; made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task ReportAccountLoginStatusAsync(AccountLoginStatus status, string? correlationId = null, CancellationToken cancellationToken = default) =>
        ReportAsync(Prepare(status, correlationId), cancellationToken);

    /// <summary>Tells account protection that an account has changed.</summary>
    /// <param name="update">The event.</param>
    /// <param name="correlationId">Made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task ReportAccountProtectionUpdateAsync(AccountProtectionUpdate update, string? correlationId = null, CancellationToken cancellationToken = default) =>
        ReportAsync(Prepare(update, correlationId), cancellationToken);

    /// <summary>Tells account protection what a person or another system knows about an account or one of its events.</summary>
    /// <param name="label">The event.</param>
    /// <param name="correlationId">Made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task ReportAccountLabelAsync(AccountLabel label, string? correlationId = null, CancellationToken cancellationToken = default) =>
        ReportAsync(Prepare(label, correlationId), cancellationToken);

    private (AccountAssessment Answer, string Outcome) JudgedAccount(Answer answer, PreparedEvent prepared)
    {
        var assessment = AccountAssessment.Parse(answer.Body, prepared.CorrelationId);
        if (!assessment.IsDecisionKnown)
            LogUnknownDecision(prepared.Event, prepared.CorrelationId, assessment.DecisionText);
        return (assessment, assessment.Decision.ToString());
    }
}
