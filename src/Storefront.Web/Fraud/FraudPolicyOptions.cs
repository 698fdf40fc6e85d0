using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Fraud;

/// <summary>What the shop does when Fraud Protection gives no usable answer in Protect.</summary>
internal enum WhenUnavailable
{
    /// <summary>Authorize, do not capture, and assess again when it answers.</summary>
    Hold,

    /// <summary>Go on below <see cref="FraudPolicyOptions.ApproveBelow"/>, hold the rest.</summary>
    Approve,

    /// <summary>Refuse, as if it had said Reject.</summary>
    Reject,
}

/// <summary>How the shop acts on what Fraud Protection says: the part of the section FraudProtection that is not the library's.</summary>
internal sealed class FraudPolicyOptions : ISettings
{
    public static string Section => "FraudProtection";

    /// <summary>What becomes of an order when no usable answer came, in Protect.</summary>
    public WhenUnavailable WhenUnavailable { get; set; } = WhenUnavailable.Hold;

    /// <summary>With <see cref="WhenUnavailable.Approve"/>: order totals below this go on without an answer. Required then.</summary>
    public decimal? ApproveBelow { get; set; }

    /// <summary>In Protect, a purchase not rejected is held at this risk score or above. Off when absent.</summary>
    public int? HoldAtScore { get; set; }

    /// <summary>How long a held order waits for a person. Absent: nine tenths of the authorization's lifetime, which it never exceeds.</summary>
    public TimeSpan? ReviewTime { get; set; }

    /// <summary>False: nothing of an answer is stored or logged beyond the decision word an unfinished order needs.</summary>
    public bool KeepAssessments { get; set; } = true;

    /// <summary>Which merchant account to name at the bank for a MIDFlag (Standard, Program, Control). Absent: the bank's default.</summary>
    public Dictionary<string, string> MerchantIds { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Problems(bool development)
    {
        if (WhenUnavailable == WhenUnavailable.Approve && ApproveBelow is null)
            yield return "FraudProtection__ApproveBelow is missing: FraudProtection__WhenUnavailable=Approve needs it. Example: FraudProtection__ApproveBelow=150.00";
        if (ApproveBelow < 0)
            yield return "FraudProtection__ApproveBelow must not be negative. Example: FraudProtection__ApproveBelow=150.00";
        if (HoldAtScore is < 0 or > 1000)
            yield return "FraudProtection__HoldAtScore must be a score from 0 to 1000. Example: FraudProtection__HoldAtScore=700";
        if (ReviewTime < TimeSpan.FromMinutes(1) || ReviewTime > TimeSpan.FromDays(30))
            yield return "FraudProtection__ReviewTime must be from a minute to 30 days. Example: FraudProtection__ReviewTime=1.00:00:00";
    }
}

/// <summary>What becomes of a purchase after the assessment.</summary>
public enum Verdict
{
    Proceed,
    Hold,
    Reject,
}

/// <summary>The one place where a decision, or the lack of one, turns into what the shop does.</summary>
internal static class FraudPolicy
{
    /// <param name="policy">The settings.</param>
    /// <param name="mode">In Evaluate nothing that Fraud Protection says or fails to say changes an order.</param>
    /// <param name="decision">What it said; null when there was no usable answer.</param>
    /// <param name="score">Its risk score, where it gave one.</param>
    /// <param name="total">The order total.</param>
    public static Verdict Decide(FraudPolicyOptions policy, AssessmentType mode, Decision? decision, int? score, decimal total) => (mode, decision) switch
    {
        (AssessmentType.Evaluate, _) => Verdict.Proceed,
        (_, Decision.Reject) => Verdict.Reject,
        (_, Decision.Review or Decision.Challenge) => Verdict.Hold,
        (_, Decision.Approve) => score >= policy.HoldAtScore ? Verdict.Hold : Verdict.Proceed,
        _ => policy.WhenUnavailable switch
        {
            WhenUnavailable.Reject => Verdict.Reject,
            WhenUnavailable.Approve when total < policy.ApproveBelow => Verdict.Proceed,
            _ => Verdict.Hold,
        },
    };
}
