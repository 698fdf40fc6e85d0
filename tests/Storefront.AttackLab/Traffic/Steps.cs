namespace Storefront.AttackLab.Traffic;

/// <summary>What somebody is really after. Only the lab knows; rules have to find out.</summary>
internal enum Truth
{
    Honest,
    CardTesting,
    AccountTakeover,
    RefundAbuse,
}

/// <summary>A card as a merchant knows it.</summary>
internal sealed record Card(string Bin, string LastFour, string Country)
{
    /// <summary>A number that passes the checksum, for a page that asks for one.</summary>
    public string Number
    {
        get
        {
            for (var i = 0; ; i++)
                if ($"{Bin}{i:D6}{LastFour}" is var number && Passes(number))
                    return number;
        }
    }

    private static bool Passes(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (digits[^(i + 1)] - '0') * (1 + (i % 2));
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}

/// <summary>Somebody with an account, or who could have one.</summary>
internal sealed record Person(string Id, string Email, string FirstName, string LastName, string Country, string Home, Card Card, TimeSpan KnownFor);

/// <summary>Several addresses that one attacker moves between when he is stopped too often.</summary>
internal sealed class Hideouts(IReadOnlyList<string> addresses)
{
    private const int Patience = 3;
    private int at;
    private int stopped;

    public string Address => addresses[at];

    public void Told(bool isStopped)
    {
        stopped = isStopped ? stopped + 1 : 0;
        if (stopped < Patience)
            return;
        (stopped, at) = (0, Math.Min(at + 1, addresses.Count - 1));
    }
}

/// <summary>Something somebody does, at a time of the day that is played.</summary>
internal abstract record Step(TimeSpan At, Truth Truth, Person Who, Hideouts? From)
{
    public string Ip => From?.Address ?? Who.Home;
}

/// <summary>Buys. What the bank says is settled before: it does not know the rules.</summary>
internal sealed record Buy(TimeSpan At, Truth Truth, Person Who, Hideouts? From, string PurchaseId, Card Card, decimal Amount, string ShipTo, bool IsGuest, bool BankAgrees)
    : Step(At, Truth, Who, From);

/// <summary>Signs in with the right password, whoever it is.</summary>
internal sealed record LogIn(TimeSpan At, Truth Truth, Person Who, Hideouts? From, string LoginId, TimeSpan? EmailChangedBefore)
    : Step(At, Truth, Who, From);

/// <summary>Wants money back.</summary>
internal sealed record AskRefund(TimeSpan At, Truth Truth, Person Who, Hideouts? From, string RequestId, decimal Paid, TimeSpan BoughtBefore, decimal Amount)
    : Step(At, Truth, Who, From);
