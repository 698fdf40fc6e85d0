using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Features.Developer;

/// <summary>Somebody to buy as, and what is to be expected. The triggers are rules of the service's shipped default.fql.</summary>
internal sealed record Persona
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    public required string Story { get; init; }

    public required string Expect { get; init; }

    /// <summary>What to give at the bank's page.</summary>
    public required string Card { get; init; }

    public required string Email { get; init; }

    public required PostalAddress Address { get; init; }

    /// <summary>One of the accounts of Development; null for a guest.</summary>
    public string? Account { get; init; }

    public string Sku { get; init; } = "KIT-CAFE-CREAM";

    public int Quantity { get; init; } = 1;

    public static IReadOnlyList<Persona> All { get; } =
    [
        new()
        {
            Key = "guest",
            Name = "First-time guest",
            Story = "Buys one mug, knows nobody, has no account.",
            Expect = "Approve. The order is placed and the card is charged.",
            Card = "4111111111111111",
            Email = "greta.guest@example.com",
            Address = At("Greta", "Guest", "12 Harbour Lane"),
        },
        new()
        {
            Key = "customer",
            Name = "Returning customer",
            Story = "Signs in as shopper-a@storefront.example and buys again.",
            Expect = "Approve. On the wire isGuestCheckout is false, and userId is the account's.",
            Card = "4111111111111111",
            Email = "shopper-a@storefront.example",
            Address = At("Anna", "Shopper", "4 Orchard Row"),
            Account = "shopper-a@storefront.example",
        },
        new()
        {
            Key = "card-tester",
            Name = "Card tester",
            Story = "Tries a stolen number on something small, again and again.",
            Expect = "The bank declines. Pay with another card, give the same number five times: the sixth attempt within ten minutes is refused before anybody is asked.",
            Card = "4000000000000002",
            Email = "trial.and.error@example.com",
            Address = At("Max", "Mustermann", "99 Nowhere Street"),
        },
        new()
        {
            Key = "stolen-card",
            Name = "Stolen card",
            Story = "Sends to an address the rules know.",
            Expect = "Reject. One sentence, no reason, nothing at the bank.",
            Card = "5555555555554444",
            Email = "quick.buyer@example.com",
            Address = At("Cory", "Cardless", "1 Reject Road"),
        },
        new()
        {
            Key = "reviewer-bait",
            Name = "Reviewer bait",
            Story = "Looks odd enough to be looked at.",
            Expect = "Review. The order is held, authorized but not charged, and waits in the review queue: sign in as reviewer@storefront.example.",
            Card = "4111111111111111",
            Email = "odd.one@example.com",
            Address = At("Odette", "Doubtful", "1 Review Road"),
        },
    ];

    private static PostalAddress At(string firstName, string lastName, string street) => new()
    {
        FirstName = firstName,
        LastName = lastName,
        Street = street,
        City = "Seattle",
        Region = "WA",
        PostalCode = "98101",
        Country = "US",
    };
}
