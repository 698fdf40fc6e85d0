using System.Text.Json.Serialization;

namespace Storefront.FraudProtection.Events;

/// <summary>Somebody wants to sign in: to be judged before they are let in.</summary>
/// <remarks>Wire: events.md section 7.2.</remarks>
public sealed record AccountLogin : AccountProtectionEvent
{
    /// <summary>ID and time of the sign-in.</summary>
    [JsonPropertyOrder(-1)]
    public required AccountLoginMetadata Metadata { get; init; }

    /// <summary>The device it is done with.</summary>
    public required AccountDevice Device { get; init; }

    /// <summary>Who signs in; <see cref="AccountUser.UserId"/> is required here.</summary>
    public AccountUser? User { get; init; }

    /// <summary>Who signs the customer in, if not the merchant alone.</summary>
    public SingleSignOn? SsoAuthenticationProvider { get; init; }

    /// <summary>When the account last changed.</summary>
    public RecentUpdate? RecentUpdate { get; init; }

    /// <summary>What brought the customer here.</summary>
    public MarketingContext? MarketingContext { get; init; }

    internal override string Name => "AccountLogin";

    internal override string Path => "/v1.0/action/account/login/" + Uri.EscapeDataString(Metadata.LoginId);

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) => this with { Metadata = Metadata.Completed(assessmentType, now) };
}

/// <summary>ID and time of a sign-in.</summary>
public sealed record AccountLoginMetadata : AccountEventMetadata
{
    /// <summary>One for each sign-in.</summary>
    public required string LoginId { get; init; }

    /// <summary>What is done with the answer. Default: <see cref="FraudProtectionOptions.AssessmentType"/>, filled in when the event is prepared.</summary>
    public AssessmentType? AssessmentType { get; init; }

    /// <summary>Time of the sign-in in the customer's zone.</summary>
    public required DateTimeOffset CustomerLocalDate { get; init; }

    internal AccountLoginMetadata Completed(AssessmentType assessmentType, DateTimeOffset now) =>
        (AccountLoginMetadata)With(now) with { AssessmentType = AssessmentType ?? assessmentType };
}

/// <summary>When what belongs to an account last changed.</summary>
public sealed record RecentUpdate : EventPart
{
    /// <summary>The telephone.</summary>
    public DateTimeOffset? LastPhoneNumberUpdateDate { get; init; }

    /// <summary>The e-mail address.</summary>
    public DateTimeOffset? LastEmailUpdateDate { get; init; }

    /// <summary>An address.</summary>
    public DateTimeOffset? LastAddressUpdateDate { get; init; }

    /// <summary>A way to pay.</summary>
    public DateTimeOffset? LastPaymentInstrumentUpdateDate { get; init; }
}
