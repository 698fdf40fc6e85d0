using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Payments;

namespace Storefront.Web.Fraud;

/// <summary>
/// Client, token, circuit breaker and policy as they belong together, never changed once made. Each unit of work (a request, a
/// run of an attempt, a delivery) takes the connection in force when it begins and keeps it to its end: whoever is scoped asks
/// for it, for <see cref="FraudProtectionService"/> or for <see cref="PurchaseEvents"/>, and gets parts of one and the same.
/// Who lives longer asks <see cref="Features.Settings.LiveSettings"/> each time.
/// </summary>
internal sealed record FraudConnection
{
    public required FraudProtectionService Service { get; init; }

    /// <summary>What the client was made of.</summary>
    public required FraudProtectionOptions Options { get; init; }

    public required FraudPolicyOptions Policy { get; init; }

    /// <summary>What becomes of a held order nobody has decided on when its time is over.</summary>
    public required HoldDefaultAction HoldDefaultAction { get; init; }

    /// <summary>False: nothing is asked and nothing is told.</summary>
    public bool Enabled => Options.Enabled;

    public AssessmentType Mode => Options.AssessmentType;
}
