namespace Storefront.FraudProtection.Events;

/// <summary>Whether an authorization is preliminary.</summary>
public sealed record AuthorizationType(string Value) : WireWord(Value)
{
    /// <summary>The amount may still change.</summary>
    public static AuthorizationType Preliminary { get; } = new("PRE_AUTHORIZATION");

    /// <summary>The amount is final.</summary>
    public static AuthorizationType Final { get; } = new("FINAL_AUTHORIZATION");
}

/// <summary>What the bank answered.</summary>
public sealed record AuthorizationResult(string Value) : WireWord(Value)
{
    /// <summary>Yes.</summary>
    public static AuthorizationResult Approve { get; } = new("APPROVE");

    /// <summary>No.</summary>
    public static AuthorizationResult Decline { get; } = new("DECLINE");

    /// <summary>Not yet.</summary>
    public static AuthorizationResult Pending { get; } = new("PENDING");
}

/// <summary>Why the bank answered as it did.</summary>
public sealed record AuthorizationResultText(string Value) : WireWord(Value)
{
    /// <summary>The security code is wrong.</summary>
    public static AuthorizationResultText CvvMismatch { get; } = new("MISMATCH_CVV");

    /// <summary>The address is wrong.</summary>
    public static AuthorizationResultText AddressMismatch { get; } = new("MISMATCH_ADDRESS");

    /// <summary>The expiry date is wrong.</summary>
    public static AuthorizationResultText ExpirationDateMismatch { get; } = new("MISMATCH_EXPIRATIONDATE");

    /// <summary>There is no such account.</summary>
    public static AuthorizationResultText NoAccount { get; } = new("NOACCOUNT");

    /// <summary>The PIN is wrong.</summary>
    public static AuthorizationResultText InvalidPin { get; } = new("INVALIDPIN");

    /// <summary>There is not enough money.</summary>
    public static AuthorizationResultText LowFunds { get; } = new("LOWFUND");

    /// <summary>The limit is exceeded.</summary>
    public static AuthorizationResultText OverLimit { get; } = new("OVERLIMIT");

    /// <summary>The bank suspects the account.</summary>
    public static AuthorizationResultText SuspiciousAccount { get; } = new("SUSPICIOUSACCOUNT");
}

/// <summary>Result of a check made by the bank.</summary>
public sealed record Verification(string Value) : WireWord(Value)
{
    /// <summary>Checked and right.</summary>
    public static Verification Verified { get; } = new("Y");

    /// <summary>Checked and wrong.</summary>
    public static Verification Failed { get; } = new("N");

    /// <summary>The check is not available.</summary>
    public static Verification Unavailable { get; } = new("U");

    /// <summary>The check is available but was not made.</summary>
    public static Verification NotChecked { get; } = new("A");
}
