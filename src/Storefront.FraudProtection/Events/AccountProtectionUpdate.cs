using System.Text.Json.Serialization;

namespace Storefront.FraudProtection.Events;

/// <summary>Tells that an account has changed: profile, e-mail, telephone, addresses or ways to pay.</summary>
/// <remarks>Wire: events.md section 7.4, event AccountUpdate. For purchase protection the same is told with <see cref="AccountUpdate"/>.</remarks>
public sealed record AccountProtectionUpdate : AccountProtectionEvent
{
    /// <summary>ID and time of the change.</summary>
    [JsonPropertyOrder(-1)]
    public required AccountUpdateMetadata Metadata { get; init; }

    /// <summary>The device it was done with.</summary>
    public required AccountDevice Device { get; init; }

    /// <summary>Whose account it is.</summary>
    public required AccountUser User { get; init; }

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

    internal override string Name => "AccountUpdate";

    internal override string Path => "/v1.0/observe/account/update/" + Uri.EscapeDataString(User.UserId ?? "");

    internal override FraudEvent Completed(AssessmentType assessmentType, DateTimeOffset now) => this with { Metadata = Metadata.Completed(now) };
}

/// <summary>ID and time of a change of an account.</summary>
public sealed record AccountUpdateMetadata : AccountEventMetadata
{
    /// <summary>One for each change.</summary>
    public required string AccountUpdateId { get; init; }

    /// <summary>Tolerated by services, without meaning: nothing is judged.</summary>
    public AssessmentType? AssessmentType { get; init; }

    /// <summary>Time of the change in the customer's zone.</summary>
    public required DateTimeOffset CustomerLocalDate { get; init; }

    internal AccountUpdateMetadata Completed(DateTimeOffset now) => (AccountUpdateMetadata)With(now);
}
