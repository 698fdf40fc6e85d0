namespace Storefront.Web.Features.Developer;

internal enum FraudFault
{
    None,
    Slow,
    TimesOut,
    Gone,
    Unauthorized,
    Throttled,
    Fails,
    Malformed,
    Unknown,
}

internal enum BankFault
{
    None,
    Declines,
    Slow,
    Gone,
}

/// <summary>What is made to go wrong between this shop and its neighbours. In Development only, in memory only: a restart resets it.</summary>
internal sealed class Switchboard
{
    private volatile FraudFault fraud;
    private volatile BankFault bank;

    public FraudFault Fraud
    {
        get => fraud;
        set => fraud = value;
    }

    public BankFault Bank
    {
        get => bank;
        set => bank = value;
    }

    public static IReadOnlyList<(FraudFault Fault, string Name, string Shop)> FraudFaults { get; } =
    [
        (FraudFault.None, "Answers as usual", "The decision of the rules holds."),
        (FraudFault.Slow, "Answers after a second and a half", "The shopper waits; within FraudProtection__Timeout nothing else happens."),
        (FraudFault.TimesOut, "Never answers", "After FraudProtection__Timeout (2 s) there is no answer: in Protect the order is held (WhenUnavailable), and assessed again until it is answered."),
        (FraudFault.Gone, "Cannot be reached", "The call is tried again at once, then there is no answer. After some of them the circuit breaker opens and nobody waits any more."),
        (FraudFault.Unauthorized, "Answers 401", "The token is thrown away and asked for once more; then there is no answer. Look at the credential."),
        (FraudFault.Throttled, "Answers 429, Retry-After 1 s", "The shop waits as long as it is told and tries again, as far as the time allows."),
        (FraudFault.Fails, "Answers 500, Retryable", "The same purchase with the same ID is tried again, as far as the time allows; then there is no answer."),
        (FraudFault.Malformed, "Answers 200 with half a body", "What cannot be read is no answer."),
        (FraudFault.Unknown, "Answers 200 with a decision nobody knows", "An unknown decision is treated as Review: held for a person."),
    ];

    public static IReadOnlyList<(BankFault Fault, string Name, string Shop)> BankFaults { get; } =
    [
        (BankFault.None, "Answers as usual", "The card decides."),
        (BankFault.Declines, "Declines every authorization", "No order. The shopper may pay with another card."),
        (BankFault.Slow, "Answers after six seconds", "After five seconds it counts as no answer: the page says that the payment is being checked, and the same call with the same key is repeated."),
        (BankFault.Gone, "Cannot be reached", "The same. After 15 minutes whatever stands at the bank is undone and the shopper is told."),
    ];
}
