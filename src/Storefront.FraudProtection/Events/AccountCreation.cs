using System.Text.Json.Serialization;

namespace Storefront.FraudProtection.Events;

/// <summary>Somebody wants to make an account: to be judged before it is made.</summary>
/// <remarks>Wire: events.md section 7.1.</remarks>
public sealed record AccountCreation : AccountProtectionEvent
{
    /// <summary>ID and time of the sign-up.</summary>
    [JsonPropertyOrder(-1)]
    public required AccountCreationMetadata Metadata { get; init; }

    /// <summary>The device it is done with.</summary>
    public required AccountDevice Device { get; init; }

    /// <summary>Who signs up; the account has no <see cref="AccountUser.UserId"/> yet.</summary>
    public AccountUser? User { get; init; }

    /// <summary>E-mail addresses.</summary>
    public IReadOnlyList<AccountEmail>? Email { get; init; }

    /// <summary>Telephones.</summary>
    public IReadOnlyList<AccountPhone>? Phone { get; init; }

    /// <summary>Addresses.</summary>
    public IReadOnlyList<AccountAddress>? Address { get; init; }

    /// <summary>Ways to pay.</summary>
    public IReadOnlyList<AccountPaymentInstrument>? PaymentInstruments { get; init; }

    /// <summary>Who signs the customer in, if not the merchant alone.</summary>
    public SingleSignOn? SsoAuthenticationProvider { get; init; }

    /// <summary>What brought the customer here.</summary>
    public MarketingContext? MarketingContext { get; init; }

    internal override string Name => "AccountCreation";

    internal override string Path => "/v1.0/action/account/create/" + Uri.EscapeDataString(Metadata.SignUpId);

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) => this with { Metadata = Metadata.Completed(assessmentType, now) };
}

/// <summary>ID and time of a sign-up.</summary>
public sealed record AccountCreationMetadata : AccountEventMetadata
{
    /// <summary>One for each sign-up; never a user's ID.</summary>
    public required string SignUpId { get; init; }

    /// <summary>What is done with the answer. Default: <see cref="FraudProtectionOptions.AssessmentType"/>, filled in when the event is prepared.</summary>
    public AssessmentType? AssessmentType { get; init; }

    /// <summary>Time of the sign-up in the customer's zone.</summary>
    public required DateTimeOffset CustomerLocalDate { get; init; }

    internal AccountCreationMetadata Completed(AssessmentType assessmentType, DateTimeOffset now) =>
        (AccountCreationMetadata)With(now) with { AssessmentType = AssessmentType ?? assessmentType };
}
