using Storefront.FraudProtection.Events;
using Storefront.FraudProtection.Http;

namespace Storefront.FraudProtection;

/// <content>Sign-ups and sign-ins of purchase protection, and assessments of the merchant's own making.</content>
public sealed partial class FraudProtectionService
{
    /// <summary>Asks whether an account should be made, in the words of purchase protection.</summary>
    /// <param name="signUp">The sign-up.</param>
    /// <param name="correlationId">Ties together all calls about this sign-up; made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">There is no decision.</exception>
    public Task<SignAssessment> AssessSignUpAsync(SignUp signUp, string? correlationId = null, CancellationToken cancellationToken = default) =>
        CallAsync(Prepare(signUp, correlationId), CallKind.Report, JudgedSign, cancellationToken);

    /// <summary>Tells what became of a sign-up.</summary>
    /// <param name="status">The event.</param>
    /// <param name="correlationId">That of the sign-up, if it is still known; made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">The event was not accepted.</exception>
    public Task ReportSignUpStatusAsync(SignUpStatus status, string? correlationId = null, CancellationToken cancellationToken = default) =>
        ReportAsync(Prepare(status, correlationId), cancellationToken);

    /// <summary>Asks whether a customer should be let in, in the words of purchase protection.</summary>
    /// <param name="signIn">The sign-in.</param>
    /// <param name="correlationId">Made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">There is no decision.</exception>
    public Task<SignAssessment> AssessSignInAsync(SignIn signIn, string? correlationId = null, CancellationToken cancellationToken = default) =>
        CallAsync(Prepare(signIn, correlationId), CallKind.Report, JudgedSign, cancellationToken);

    /// <summary>Asks a custom assessment of the first version.</summary>
    /// <param name="assessment">The event.</param>
    /// <param name="correlationId">Made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">There is no decision, for example because no assessment has this name.</exception>
    public Task<AccountAssessment> AssessCustomAsync(CustomAssessment assessment, string? correlationId = null, CancellationToken cancellationToken = default) =>
        CallAsync(Prepare(assessment, correlationId), CallKind.Report, JudgedAccount, cancellationToken);

    /// <summary>Asks an assessment of the second version.</summary>
    /// <param name="assessment">The event.</param>
    /// <param name="correlationId">Made if left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FraudProtectionException">There is no decision, for example because no assessment has this name.</exception>
    public Task<AssessmentResult> AssessAsync(Assessment assessment, string? correlationId = null, CancellationToken cancellationToken = default) =>
        CallAsync(Prepare(assessment, correlationId), CallKind.Report, JudgedAssessment, cancellationToken);

    private (SignAssessment Answer, string Outcome) JudgedSign(Answer answer, PreparedEvent prepared)
    {
        var assessment = SignAssessment.Parse(answer.Body, prepared.CorrelationId);
        if (!assessment.IsDecisionKnown)
            LogUnknownDecision(prepared.Event, prepared.CorrelationId, assessment.DecisionText);
        return (assessment, assessment.Decision.ToString());
    }

    private (AssessmentResult Answer, string Outcome) JudgedAssessment(Answer answer, PreparedEvent prepared)
    {
        var assessment = AssessmentResult.Parse(answer.Body, prepared.CorrelationId);
        if (!assessment.IsDecisionKnown)
            LogUnknownDecision(prepared.Event, prepared.CorrelationId, assessment.DecisionText);
        return (assessment, assessment.Decision.ToString());
    }
}
