namespace Storefront.FraudProtection.Events;

/// <summary>Somebody wants to make an account, as purchase protection knew it; newer merchants ask about an <see cref="AccountCreation"/>.</summary>
/// <remarks>Wire: events.md section 6.1.</remarks>
public sealed record SignUp : PurchaseProtectionEvent
{
    /// <summary>One for each sign-up.</summary>
    public required string SignUpId { get; init; }

    /// <summary>What is done with the answer. Default: <see cref="FraudProtectionOptions.AssessmentType"/>, filled in when the event is prepared.</summary>
    public AssessmentType? AssessmentType { get; init; }

    /// <summary>Time of the sign-up in the customer's zone.</summary>
    public DateTimeOffset? CustomerLocalDate { get; init; }

    /// <summary>Time of the sign-up in the merchant's zone.</summary>
    public required DateTimeOffset MerchantLocalDate { get; init; }

    /// <summary>Who signs up.</summary>
    public required SignUpUser User { get; init; }

    /// <summary>What brought the customer here.</summary>
    public SignUpMarketing? MarketingContext { get; init; }

    /// <summary>Where they sign up.</summary>
    public StoreFrontContext? StoreFrontContext { get; init; }

    /// <summary>What they sign up with.</summary>
    public DeviceContext? DeviceContext { get; init; }

    internal override string Name => "SignUp";

    internal override string Path => MerchantServices + "SignUp";

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) =>
        (SignUp)base.Completed(assessmentType, now) with { AssessmentType = AssessmentType ?? assessmentType };
}

/// <summary>What brought a customer to sign up.</summary>
public sealed record SignUpMarketing : EventPart
{
    /// <summary><c>None</c>, <c>Email</c>, <c>Referral</c>, <c>SearchEngine</c>, <c>Direct</c>, <c>SocialNetwork</c> or <c>Other</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Who referred the customer.</summary>
    public string? TrafficSource { get; init; }

    /// <summary><c>None</c>, <c>CashBack</c>, <c>Discount</c>, <c>FreeTrial</c>, <c>BonusPoints</c>, <c>Gift</c> or <c>Other</c>.</summary>
    public string? IncentiveType { get; init; }

    /// <summary>The reward itself.</summary>
    public string? IncentiveOffer { get; init; }
}

/// <summary>Where a customer signs up.</summary>
public sealed record StoreFrontContext : EventPart
{
    /// <summary><c>AppStore</c>, <c>Web</c> or <c>App</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Name of the store.</summary>
    public string? StoreName { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Market { get; init; }
}
