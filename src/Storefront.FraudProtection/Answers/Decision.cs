namespace Storefront.FraudProtection;

/// <summary>What Fraud Protection advises.</summary>
public enum Decision
{
    /// <summary>A person should look at it. Also what <c>Pending</c> and words nobody knows are read as.</summary>
    Review,

    /// <summary>Go ahead.</summary>
    Approve,

    /// <summary>Stop.</summary>
    Reject,

    /// <summary>Ask the customer for a further proof. A merchant without one treats it as <see cref="Review"/>.</summary>
    Challenge,
}
