using Storefront.FraudProtection;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Features.Reviews;

/// <summary>Why an order is held, and what Fraud Protection said of it.</summary>
internal sealed record ReviewReason(string Word, string Words, PurchaseAssessment? Assessment)
{
    public static ReviewReason Of(Attempt attempt) => Of(attempt.NoAnswer, attempt.Decision, attempt.RiskScore, attempt.Assessment, attempt.CorrelationId);

    public static ReviewReason Of(bool noAnswer, string? decision, int? score, string? raw, string correlationId)
    {
        var answer = raw is null ? null : Read(raw, correlationId);
        return noAnswer ? new("No answer", "Fraud Protection gave no answer. It is asked again in the background; an answer may decide before you do.", answer)
            : decision == nameof(Decision.Approve) ? new("Score", $"No rule stopped it, but its score{(score is null ? "" : $" of {score}")} is one the shop holds orders at.", answer)
            : new("Rule", "A rule of Fraud Protection asked for a person to look.", answer);
    }

    private static PurchaseAssessment? Read(string raw, string correlationId)
    {
        try
        {
            return PurchaseAssessment.Parse(raw, correlationId);
        }
        catch (FraudProtectionException)
        {
            return null; // kept by an earlier version: the page does without
        }
    }
}
