namespace Storefront.AttackLab.Traffic;

/// <summary>Honest people, with what makes them look odd now and then: shared connections, gifts abroad, refused cards, new addresses.</summary>
internal static class Shoppers
{
    private const int Buyers = 240;
    private const int Visitors = 200;
    private const int Returners = 40;
    private static readonly TimeSpan Lunch = TimeSpan.FromHours(12);

    public static IEnumerable<Step> Of(Dice dice) => [.. Buying(dice), .. SigningIn(dice), .. Returning(dice)];

    private static IEnumerable<Step> Buying(Dice dice)
    {
        var office = dice.Address();
        for (var i = 0; i < Buyers; i++)
        {
            var isAtWork = i % 40 == 0; // a handful of colleagues order over one connection at lunch
            var who = dice.Person(isAtWork ? office : null);
            var at = isAtWork ? Lunch + dice.Between(TimeSpan.Zero, TimeSpan.FromMinutes(50)) : dice.Between(Day.Opens, Day.Closes);
            var (amount, isGuest) = (dice.Amount(60, 0.9), dice.Happens(0.5));
            var shipTo = dice.Happens(0.05) ? "ES" : who.Country;
            var isRefused = dice.Happens(0.05);
            yield return new Buy(at, Truth.Honest, who, null, dice.Id(), who.Card, amount, shipTo, isGuest, !isRefused);
            if (isRefused)
                yield return new Buy(at + TimeSpan.FromMinutes(3), Truth.Honest, who, null, dice.Id(), dice.Card(who.Country), amount, shipTo, isGuest, BankAgrees: true);
        }
    }

    private static IEnumerable<Step> SigningIn(Dice dice)
    {
        for (var i = 0; i < Visitors; i++)
        {
            var who = dice.Person();
            var at = dice.Between(Day.Opens, Day.Closes);
            TimeSpan? changed = dice.Happens(0.03) ? dice.Between(TimeSpan.FromMinutes(5), TimeSpan.FromHours(6)) : null;
            var isOnTheMove = dice.Happens(0.03); // home, train, office
            for (var place = 0; place < (isOnTheMove ? 3 : 1); place++)
                yield return new LogIn(at + TimeSpan.FromMinutes(15 * place), Truth.Honest, isOnTheMove ? who with { Home = dice.Address() } : who, null, dice.Id(), changed);
        }
    }

    private static IEnumerable<Step> Returning(Dice dice)
    {
        for (var i = 0; i < Returners; i++)
        {
            var who = dice.Person();
            var isFrequent = dice.Happens(0.05);
            for (var time = 0; time < (isFrequent ? 4 : 1); time++)
            {
                var paid = dice.Amount(60, 0.9);
                yield return new AskRefund(
                    dice.Between(Day.Opens, Day.Closes), Truth.Honest, who, null, dice.Id(), paid, TimeSpan.FromDays(dice.Happens(0.06) ? 65 : dice.Between(2, 50)), dice.Happens(0.7) ? paid : decimal.Round(paid / 2, 2));
            }
        }
    }
}
