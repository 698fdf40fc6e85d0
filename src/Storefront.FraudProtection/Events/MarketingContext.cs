using System.Text.Json.Serialization;

namespace Storefront.FraudProtection.Events;

/// <summary>What brought a customer to sign up or sign in.</summary>
/// <remarks>Wire: events.md section 7.8.</remarks>
public sealed record MarketingContext : EventPart
{
    /// <summary>The kind of campaign.</summary>
    public CampaignType? CampaignType { get; init; }

    /// <summary>Who referred the customer.</summary>
    public string? TrafficSourceReferrer { get; init; }

    /// <summary>The address they came by.</summary>
    public Uri? TrafficSourceReferralLink { get; init; }

    /// <summary>The site they came from.</summary>
    public string? TrafficSourceReferralSite { get; init; }

    /// <summary>The kind of reward.</summary>
    public IncentiveType? IncentiveType { get; init; }

    /// <summary>The reward itself.</summary>
    public string? IncentiveOffer { get; init; }

    /// <summary>Beginning of the campaign.</summary>
    public DateTimeOffset? CampaignStartDate { get; init; }

    /// <summary>End of the campaign.</summary>
    public DateTimeOffset? CampaignEndDate { get; init; }

    /// <summary>How often the reward may be had. The misspelling <c>incentiveQuantitiyLimit</c> is the wire's.</summary>
    [JsonPropertyName("incentiveQuantitiyLimit")]
    public string? IncentiveQuantityLimit { get; init; }
}

/// <summary>A kind of campaign.</summary>
public sealed record CampaignType(string Value) : WireWord(Value)
{
    /// <summary>Nobody knows.</summary>
    public static CampaignType Unknown { get; } = new("Unknown");

    /// <summary>The customer came by themselves.</summary>
    public static CampaignType Direct { get; } = new("Direct");

    /// <summary>An e-mail.</summary>
    public static CampaignType Email { get; } = new("Email");

    /// <summary>Another customer.</summary>
    public static CampaignType Referral { get; } = new("Referral");

    /// <summary>An advertisement beside search results.</summary>
    public static CampaignType PaidSearch { get; } = new("PaidSearch");

    /// <summary>Search results.</summary>
    public static CampaignType OrganicSearch { get; } = new("OrganicSearch");

    /// <summary>An advertisement.</summary>
    public static CampaignType Advertising { get; } = new("Advertising");

    /// <summary>A social network.</summary>
    public static CampaignType SocialNetwork { get; } = new("SocialNetwork");

    /// <summary>Marketing in general.</summary>
    public static CampaignType GeneralMarketing { get; } = new("GeneralMarketing");

    /// <summary>Anything else.</summary>
    public static CampaignType Other { get; } = new("Other");
}

/// <summary>A kind of reward.</summary>
public sealed record IncentiveType(string Value) : WireWord(Value)
{
    /// <summary>None.</summary>
    public static IncentiveType None { get; } = new("None");

    /// <summary>Money back.</summary>
    public static IncentiveType Cashback { get; } = new("Cashback");

    /// <summary>A lower price.</summary>
    public static IncentiveType Discount { get; } = new("Discount");

    /// <summary>Free for a while.</summary>
    public static IncentiveType FreeTrial { get; } = new("FreeTrial");

    /// <summary>Points.</summary>
    public static IncentiveType BonusPoints { get; } = new("BonusPoints");

    /// <summary>A present.</summary>
    public static IncentiveType Gift { get; } = new("Gift");

    /// <summary>Nobody knows.</summary>
    public static IncentiveType Unknown { get; } = new("Unknown");

    /// <summary>Anything else.</summary>
    public static IncentiveType Other { get; } = new("Other");
}
