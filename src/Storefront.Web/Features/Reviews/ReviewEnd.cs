using Storefront.FraudProtection.Events;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Features.Reviews;

/// <summary>How a review ended, in words for the next one who looks.</summary>
internal sealed record ReviewEnd(string Words, bool WasReleased)
{
    /// <summary>Null while the order is held, or was never held.</summary>
    public static ReviewEnd? Of(Attempt attempt, ReviewCase? review)
    {
        if (!attempt.Hold || attempt.Step is AttemptStep.Assess or AttemptStep.Authorize or AttemptStep.Hold)
            return null;

        var released = review?.Judgement is { } judgement ? judgement == Judgement.Approved : attempt.CaptureAskedAt is not null || attempt.Step == AttemptStep.Capture;
        return new ReviewEnd(WordsOf(attempt, review, released), released);
    }

    private static string WordsOf(Attempt attempt, ReviewCase? review, bool released)
    {
        if (review is { Judgement: { } judgement, DecidedAt: { } at })
            return $"{review.DecidedBy} {Verb(judgement)} on {at:d MMM yyyy, HH:mm} UTC.";
        if (attempt.HoldReason == PurchaseStatusReason.CustomerRequest.Value)
            return "The buyer cancelled this order before anybody decided.";
        if (attempt.HoldReason == PurchaseStatusReason.RuleEngine.Value)
            return released ? "Fraud Protection answered late and approved this order." : "Fraud Protection answered late and rejected this order.";
        return released ? "Nobody decided in time, so the shop let this order go ahead." : "Nobody decided in time, so the shop cancelled this order.";
    }

    private static string Verb(Judgement judgement) => judgement switch
    {
        Judgement.Approved => "approved this order",
        Judgement.RejectedAsFraud => "rejected this order as fraud",
        Judgement.RejectedAsCompromise => "rejected this order because the account is in other hands",
        _ => "rejected this order",
    };
}
