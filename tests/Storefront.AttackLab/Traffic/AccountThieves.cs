namespace Storefront.AttackLab.Traffic;

/// <summary>Passwords that leaked elsewhere are tried here: a long list from few connections, chosen victims, and one account an address.</summary>
internal static class AccountThieves
{
    public static IEnumerable<Step> Of(Dice dice) => [.. Stuffing(dice, accounts: 30), .. Chosen(dice, victims: 8), .. Spread(dice, accounts: 10)];

    private static IEnumerable<Step> Stuffing(Dice dice, int accounts)
    {
        var (from, begins) = (dice.Hideouts(3), dice.Between(Day.Opens, Day.Closes - TimeSpan.FromHours(1)));
        for (var i = 0; i < accounts; i++)
            yield return new LogIn(begins + TimeSpan.FromSeconds((25 * i) + dice.Between(0, 10)), Truth.AccountTakeover, dice.Person(), from, dice.Id(), null);
    }

    // The mail account was taken first: its address was changed minutes ago.
    private static IEnumerable<Step> Chosen(Dice dice, int victims)
    {
        for (var i = 0; i < victims; i++)
            yield return new LogIn(dice.Between(Day.Opens, Day.Closes), Truth.AccountTakeover, dice.Person(), dice.Hideouts(1), dice.Id(), dice.Between(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(40)));
    }

    private static IEnumerable<Step> Spread(Dice dice, int accounts)
    {
        for (var i = 0; i < accounts; i++)
            yield return new LogIn(dice.Between(Day.Opens, Day.Closes), Truth.AccountTakeover, dice.Person(), dice.Hideouts(1), dice.Id(), null);
    }
}
