namespace Storefront.FraudProtection.Events;

/// <summary>Somebody wants to sign in, as purchase protection knew it; newer merchants ask about an <see cref="AccountLogin"/>.</summary>
/// <remarks>Wire: events.md section 6.3. There is no place for a password or its hash.</remarks>
public sealed record SignIn : PurchaseProtectionEvent
{
    /// <summary>One for each sign-in.</summary>
    public required string SignInId { get; init; }

    /// <summary>Who signs in.</summary>
    public required string UserId { get; init; }

    /// <summary>Time of the sign-in in the merchant's zone.</summary>
    public required DateTimeOffset MerchantLocalDate { get; init; }

    /// <summary>Time of the sign-in in the customer's zone.</summary>
    public DateTimeOffset? CustomerLocalDate { get; init; }

    /// <summary>What is done with the answer. Default: <see cref="FraudProtectionOptions.AssessmentType"/>, filled in when the event is prepared.</summary>
    public AssessmentType? AssessmentType { get; init; }

    /// <summary>IPv4 or IPv6 address as the merchant saw it.</summary>
    public string? CurrentIpAddress { get; init; }

    /// <summary>The session ID given to the fingerprinting script.</summary>
    public string? DeviceContextId { get; init; }

    /// <summary>How this customer signed in before.</summary>
    public SignInHistory? SignInHistory { get; init; }

    internal override string Name => "SignIn";

    internal override string Path => MerchantServices + "SignIn";

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) =>
        (SignIn)base.Completed(assessmentType, now) with { AssessmentType = AssessmentType ?? assessmentType };
}

/// <summary>How a customer signed in before.</summary>
public sealed record SignInHistory : EventPart
{
    /// <summary>Address of the sign-up.</summary>
    public string? SignUpIpAddress { get; init; }

    /// <summary>Address of the last sign-in.</summary>
    public string? LastSignInIpAddress { get; init; }

    /// <summary>The usual address.</summary>
    public string? FrequentSignInIpAddress { get; init; }

    /// <summary>How often somebody failed to sign in within the last hour.</summary>
    public int? FailedSignInAttemptsInLastHour { get; init; }

    /// <summary>How often from this address.</summary>
    public int? FailedSignInAttemptsFromCurrentIpAddress { get; init; }
}
