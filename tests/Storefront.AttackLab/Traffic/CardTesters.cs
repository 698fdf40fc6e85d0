namespace Storefront.AttackLab.Traffic;

/// <summary>Stolen numbers are tried on small things: in a hurry, in disguise as a normal basket, and with patience.</summary>
internal static class CardTesters
{
    public static IEnumerable<Step> Of(Dice dice) =>
    [
        .. Ring(dice, attempts: 30, hideouts: 3, least: 1, most: 9, pause: TimeSpan.FromSeconds(40)),
        .. Ring(dice, attempts: 25, hideouts: 3, least: 15, most: 60, pause: TimeSpan.FromMinutes(1)),
        .. Patient(dice, attempts: 20),
    ];

    private static IEnumerable<Step> Ring(Dice dice, int attempts, int hideouts, int least, int most, TimeSpan pause)
    {
        var (from, begins) = (dice.Hideouts(hideouts), dice.Between(Day.Opens, Day.Closes - TimeSpan.FromHours(2)));
        for (var i = 0; i < attempts; i++)
            yield return Attempt(dice, begins + (i * pause) + dice.Between(TimeSpan.Zero, pause / 2), from, dice.Between(least, most));
    }

    // Two cards from an address, then never again: what counts by connection does not see it.
    private static IEnumerable<Step> Patient(Dice dice, int attempts)
    {
        var from = dice.Hideouts(1);
        for (var i = 0; i < attempts; i++)
        {
            if (i % 2 == 0)
                from = dice.Hideouts(1);
            yield return Attempt(dice, Day.Opens + TimeSpan.FromMinutes(40 * i) + dice.Between(TimeSpan.Zero, TimeSpan.FromMinutes(9)), from, dice.Between(5, 30));
        }
    }

    private static Buy Attempt(Dice dice, TimeSpan at, Hideouts from, int amount)
    {
        var who = dice.Person();
        return new(at, Truth.CardTesting, who, from, dice.Id(), dice.Card(), amount + 0.99m, who.Country, IsGuest: true, BankAgrees: dice.Happens(0.25));
    }
}
