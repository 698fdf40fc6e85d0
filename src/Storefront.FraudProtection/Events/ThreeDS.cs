namespace Storefront.FraudProtection.Events;

/// <summary>Result of a 3-D Secure authentication. Codes are strings with their leading zero.</summary>
/// <remarks>Wire: events.md section 4.8. Also part of a <see cref="BankEvent"/>.</remarks>
public sealed record ThreeDS : EventPart
{
    /// <summary>Whether the payment was authenticated by 3-D Secure.</summary>
    public bool? IsThreeDSAuth { get; init; }

    /// <summary><c>01</c> payment, <c>02</c> other than payment.</summary>
    public string? MessageCategory { get; init; }

    /// <summary><c>01</c> app, <c>02</c> browser, <c>03</c> requestor initiated.</summary>
    public string? DeviceChannel { get; init; }

    /// <summary>Transaction ID of the 3DS server.</summary>
    public string? ThreeDSServerTransId { get; init; }

    /// <summary>Kind of authentication asked for.</summary>
    public string? ThreeDSRequestorAuthenticationInd { get; init; }

    /// <summary>Whether a challenge was asked for: <c>01</c> to <c>09</c>.</summary>
    public string? ThreeDSRequestorChallengeInd { get; init; }

    /// <summary>Kind of requestor initiated request: <c>01</c> to <c>11</c>.</summary>
    public string? ThreeRIInd { get; init; }

    /// <summary>How the customer was authenticated before: <c>01</c> to <c>04</c>.</summary>
    public string? ThreeDSReqPriorAuthMethod { get; init; }

    /// <summary><c>Y</c>, <c>N</c>, <c>U</c>, <c>A</c>, <c>C</c>, <c>D</c>, <c>R</c> or <c>I</c>.</summary>
    public string? TransStatus { get; init; }

    /// <summary><c>01</c> to <c>26</c> as in EMV 3-D Secure.</summary>
    public string? TransStatusReason { get; init; }

    /// <summary>Whether the 3DS method completed: <c>Y</c>, <c>N</c>, <c>U</c>.</summary>
    public string? ThreeDSCompInd { get; init; }

    /// <summary>Whether the issuer insists on a challenge: <c>Y</c>, <c>N</c>.</summary>
    public string? AcsChallengeMandated { get; init; }

    /// <summary><c>02</c> (Mastercard) or <c>05</c> (Visa) on success.</summary>
    public string? Eci { get; init; }

    /// <summary><c>01</c> shipping name equals account name, <c>02</c> it differs.</summary>
    public string? ShipNameIndicator { get; init; }

    /// <summary>Whether the challenge completed: <c>Y</c>, <c>N</c>.</summary>
    public string? ChallengeCompletionInd { get; init; }

    /// <summary>How long ago the password changed: <c>01</c> to <c>05</c>.</summary>
    public string? ChAccPwChangeInd { get; init; }

    /// <summary>How old the account is: <c>01</c> to <c>05</c>.</summary>
    public string? ChAccAgeInd { get; init; }

    /// <summary>Attempts to add a card in 24 hours, at most three characters.</summary>
    public string? ProvisionAttemptsDay { get; init; }

    /// <summary>Whether a PSD2 exemption was asked for: <c>Y</c>, <c>N</c>.</summary>
    public string? ExemptionRaised { get; init; }

    /// <summary><c>01</c> none seen, <c>02</c> seen.</summary>
    public string? SuspiciousAccActivity { get; init; }
}
