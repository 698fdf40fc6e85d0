namespace Storefront.Bank.Cards;

/// <summary>What the bank will do with a card. It is kept with the token, so the number need not be.</summary>
internal enum CardBehaviour
{
    Approves,
    DeclinesAuthorization,
    DeclinesCapture,
    AnswersLate,
    NeverAnswers,
}

internal sealed record TestCard(string Number, CardBehaviour Behaviour, string Does)
{
    public static readonly IReadOnlyList<TestCard> All =
    [
        new("4111111111111111", CardBehaviour.Approves, "Approved"),
        new("5555555555554444", CardBehaviour.Approves, "Approved (Mastercard)"),
        new("4000000000000002", CardBehaviour.DeclinesAuthorization, "Payment declined"),
        new("4000000000000341", CardBehaviour.DeclinesCapture, "Reserved, then declined when the money is taken"),
        new("4000000000000259", CardBehaviour.AnswersLate, "Approved, but answers after 2 seconds"),
        new("4000000000000119", CardBehaviour.NeverAnswers, "Never answers"),
    ];

    public string Grouped => string.Join(' ', Number.Chunk(4).Select(group => new string(group)));

    /// <summary>Any other valid number is an ordinary card.</summary>
    public static CardBehaviour BehaviourOf(string digits) =>
        All.FirstOrDefault(card => card.Number == digits)?.Behaviour ?? CardBehaviour.Approves;
}
