using System.Text.Json.Serialization;

namespace Storefront.FraudProtection.Events;

/// <summary>Tells what became of a sign-up that was judged.</summary>
/// <remarks>Wire: events.md section 7.3.</remarks>
public sealed record AccountCreationStatus : AccountProtectionEvent
{
    /// <summary>Which sign-up, and whose.</summary>
    [JsonPropertyOrder(-1)]
    public required AccountCreationStatusMetadata Metadata { get; init; }

    /// <summary>What became of it.</summary>
    public required AccountStatusDetails StatusDetails { get; init; }

    internal override string Name => "AccountCreation.Status";

    internal override string Path => "/v1.0/observe/account/create/status/" + Uri.EscapeDataString(Metadata.SignUpId);

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) => this with { Metadata = Metadata.Completed(now) };
}

/// <summary>Which sign-up, and whose.</summary>
public sealed record AccountCreationStatusMetadata : AccountEventMetadata
{
    /// <summary>The sign-up that was judged; it need not have been sent yet.</summary>
    public required string SignUpId { get; init; }

    /// <summary>The new account; a fresh GUID if none was made.</summary>
    public required string UserId { get; init; }

    internal AccountCreationStatusMetadata Completed(DateTimeOffset now) => (AccountCreationStatusMetadata)With(now);
}

/// <summary>Tells what became of a sign-in that was judged.</summary>
/// <remarks>Wire: events.md section 7.3.</remarks>
public sealed record AccountLoginStatus : AccountProtectionEvent
{
    /// <summary>Which sign-in, and whose.</summary>
    [JsonPropertyOrder(-1)]
    public required AccountLoginStatusMetadata Metadata { get; init; }

    /// <summary>What became of it.</summary>
    public required AccountStatusDetails StatusDetails { get; init; }

    internal override string Name => "AccountLogin.Status";

    internal override string Path => "/v1.0/observe/account/login/status/" + Uri.EscapeDataString(Metadata.UserId);

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) => this with { Metadata = Metadata.Completed(now) };
}

/// <summary>Which sign-in, and whose.</summary>
public sealed record AccountLoginStatusMetadata : AccountEventMetadata
{
    /// <summary>The sign-in that was judged; it need not have been sent yet.</summary>
    public required string LoginId { get; init; }

    /// <summary>The account.</summary>
    public required string UserId { get; init; }

    internal AccountLoginStatusMetadata Completed(DateTimeOffset now) => (AccountLoginStatusMetadata)With(now);
}

/// <summary>What became of a sign-up or sign-in.</summary>
public sealed record AccountStatusDetails : EventPart
{
    /// <summary>Whether it went on.</summary>
    public required AccountStatusType StatusType { get; init; }

    /// <summary>Why. Absent means <c>None</c>.</summary>
    public AccountStatusReason? ReasonType { get; init; }

    /// <summary>The proof that was asked for. Absent means <c>None</c>.</summary>
    public AccountChallengeType? ChallengeType { get; init; }

    /// <summary>When. The latest date wins, whatever the order of arrival.</summary>
    public required DateTimeOffset StatusDate { get; init; }
}

/// <summary>Whether a sign-up or sign-in went on.</summary>
public sealed record AccountStatusType(string Value) : WireWord(Value)
{
    /// <summary>It did.</summary>
    public static AccountStatusType Approved { get; } = new("Approved");

    /// <summary>It was stopped.</summary>
    public static AccountStatusType Rejected { get; } = new("Rejected");

    /// <summary>It is not decided.</summary>
    public static AccountStatusType Pending { get; } = new("Pending");
}

/// <summary>Why a sign-up or sign-in has its status.</summary>
public sealed record AccountStatusReason(string Value) : WireWord(Value)
{
    /// <summary>For no further reason.</summary>
    public static AccountStatusReason None { get; } = new("None");

    /// <summary>The customer gave the challenge up.</summary>
    public static AccountStatusReason ChallengeAbandoned { get; } = new("ChallengeAbandoned");

    /// <summary>The customer failed it.</summary>
    public static AccountStatusReason ChallengeFailed { get; } = new("ChallengeFailed");

    /// <summary>The customer passed it.</summary>
    public static AccountStatusReason ChallengePassed { get; } = new("ChallengePassed");

    /// <summary>The customer has not answered it yet.</summary>
    public static AccountStatusReason ChallengePending { get; } = new("ChallengePending");

    /// <summary>A reviewer refused.</summary>
    public static AccountStatusReason ReviewFailed { get; } = new("ReviewFailed");

    /// <summary>A reviewer agreed.</summary>
    public static AccountStatusReason ReviewPassed { get; } = new("ReviewPassed");

    /// <summary>A reviewer has it.</summary>
    public static AccountStatusReason ReviewPending { get; } = new("ReviewPending");
}

/// <summary>The proof a customer was asked for.</summary>
public sealed record AccountChallengeType(string Value) : WireWord(Value)
{
    /// <summary>None.</summary>
    public static AccountChallengeType None { get; } = new("None");

    /// <summary>A code sent to the telephone as text.</summary>
    public static AccountChallengeType Sms { get; } = new("SMS");

    /// <summary>A code sent by e-mail.</summary>
    public static AccountChallengeType Email { get; } = new("Email");

    /// <summary>A call.</summary>
    public static AccountChallengeType Phone { get; } = new("Phone");

    /// <summary>A riddle for people.</summary>
    public static AccountChallengeType Captcha { get; } = new("Captcha");

    /// <summary>Another one.</summary>
    public static AccountChallengeType Other { get; } = new("Other");
}
