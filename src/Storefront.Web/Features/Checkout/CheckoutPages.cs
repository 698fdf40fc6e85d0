using System.Net;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Profile;

namespace Storefront.Web.Features.Checkout;

internal sealed record DeliveryPage(CheckoutForm Form, ReviewedPurchase Purchase, IReadOnlyList<DeliveryOffer> Offers, IReadOnlyList<Country> Countries)
{
    /// <summary>Of a customer; a guest has none.</summary>
    public IReadOnlyList<CustomerAddress> Book { get; init; } = [];

    /// <summary>Field and message, in the order of the page.</summary>
    public IReadOnlyList<(string Field, string Message)> Mistakes { get; init; } = [];
}

/// <summary>The choice of an address book's entry, or of none: then the fields below it count.</summary>
internal sealed record SavedAddresses(string Name, string Label, IReadOnlyList<CustomerAddress> Book, Guid? Chosen);

/// <summary>What payment and review pages show of a saved checkout.</summary>
internal sealed record CheckoutPage(CheckoutSession Checkout, ReviewedPurchase Purchase, int NextAttempt, DeliveryTable Delivery)
{
    /// <summary>Of a customer, the cards that can be paid with.</summary>
    public IReadOnlyList<SavedCard> Cards { get; init; } = [];

    /// <summary>Whether the card can be saved: a customer typed it at the bank, and it is not saved.</summary>
    public bool CanSaveCard { get; init; }

    /// <summary>Something is different from what the shopper pressed Place order for.</summary>
    public bool Changed { get; init; }
}

internal sealed record WaitPage(Guid Checkout, TimeSpan RetryAfter);

internal sealed record OutcomePage(Guid Checkout, Attempt Attempt, string? OrderKey, DeliveryTable Delivery, DateTimeOffset Now)
{
    /// <summary>After this long without an answer the page says that the bank is being asked.</summary>
    private static readonly TimeSpan BankIsSlow = TimeSpan.FromSeconds(5);

    public PurchaseSnapshot Bought => Attempt.Snapshot;

    public bool WaitsForBank => (Attempt.CaptureAskedAt ?? Attempt.AuthorizeAskedAt) is { } asked && (Attempt.Tries > 0 || Now - asked > BankIsSlow);

    public static string ViewOf(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.None => "OutcomeChecking",
        AttemptOutcome.Placed => "OutcomePlaced",
        AttemptOutcome.Held => "OutcomeHeld",
        AttemptOutcome.Rejected => "OutcomeRejected",
        AttemptOutcome.Declined => "OutcomeDeclined",
        AttemptOutcome.OutOfStock => "OutcomeOutOfStock",
        AttemptOutcome.PaymentUnavailable => "OutcomePaymentUnavailable",
        AttemptOutcome.Cancelled => "OutcomeCancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}

internal static class ClientAddress
{
    /// <summary>An IPv4 address that came over an IPv6 socket is written as what it is.</summary>
    public static string MapToIPv4Or6(this IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
