namespace Storefront.FraudProtection.Events;

/// <summary>Somebody who signs up: a customer without an ID yet, with an address and a way to pay.</summary>
/// <remarks>Wire: events.md sections 4.2 and 6.1.</remarks>
public sealed record SignUpUser : EventPart
{
    /// <summary>Absent until the sign-up is approved.</summary>
    public string? UserId { get; init; }

    /// <summary>When the account was made; for a guest, when the order was placed.</summary>
    public DateTimeOffset? CreationDate { get; init; }

    /// <summary>When the account last changed.</summary>
    public DateTimeOffset? UpdateDate { get; init; }

    /// <summary>Given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    public string? LastName { get; init; }

    /// <summary>ISO 3166-1 alpha-2, for example <c>US</c>.</summary>
    public string? Country { get; init; }

    /// <summary>Postal code.</summary>
    public string? ZipCode { get; init; }

    /// <summary>The customer's time zone, free text. Newer services ignore it.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Language and territory, for example <c>EN-US</c>.</summary>
    public string? Language { get; init; }

    /// <summary><c>+COUNTRY-NUMBER</c>, for example <c>+1-2065550123</c>.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Compared without regard to case.</summary>
    public string? Email { get; init; }

    /// <summary>Number in the merchant's membership programme.</summary>
    public string? MembershipId { get; init; }

    /// <summary>What kind of customer this is.</summary>
    public ProfileType? ProfileType { get; init; }

    /// <summary>Name of the profile, where one customer has several.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Who signs the customer in, if not the merchant.</summary>
    public AuthenticationProvider? AuthenticationProvider { get; init; }

    /// <summary>How the customer proved who they are.</summary>
    public AuthenticationMethod? AuthenticationMethod { get; init; }

    /// <summary>The name others see.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whether the customer has shown that the mailbox is theirs.</summary>
    public bool? IsEmailValidated { get; init; }

    /// <summary>When they did.</summary>
    public DateTimeOffset? EmailValidatedDate { get; init; }

    /// <summary>Whether the customer has shown that the telephone is theirs.</summary>
    public bool? IsPhoneNumberValidated { get; init; }

    /// <summary>When they did.</summary>
    public DateTimeOffset? PhoneNumberValidatedDate { get; init; }

    /// <summary>Free, paid or premium membership.</summary>
    public MembershipType? MembershipType { get; init; }

    /// <summary>How the credentials were entered.</summary>
    public LoginInputMethod? LoginInputMethod { get; init; }

    /// <summary>The challenge passed at sign-in.</summary>
    public LoginChallengeType? LoginChallengeType { get; init; }

    /// <summary>When the password last changed.</summary>
    public DateTimeOffset? LastPasswordUpdatedDate { get; init; }

    /// <summary>When the customer first bought something.</summary>
    public DateTimeOffset? FirstPurchaseDate { get; init; }

    /// <summary>Where they live.</summary>
    public Address? Address { get; init; }

    /// <summary>How they pay.</summary>
    public PaymentInstrument? PaymentInstrument { get; init; }
}
