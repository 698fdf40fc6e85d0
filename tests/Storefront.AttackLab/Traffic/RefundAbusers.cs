namespace Storefront.AttackLab.Traffic;

/// <summary>Money back that is not due: more than was paid, again and again, a lot of it, long after; and little enough not to be seen.</summary>
internal static class RefundAbusers
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(10);

    public static IEnumerable<Step> Of(Dice dice) =>
    [
        .. Requests(dice, count: 3, paid: 80, amount: 95, Lately),
        .. Requests(dice, count: 8, paid: 25, amount: 25, Lately),
        .. Requests(dice, count: 5, paid: 320, amount: 320, Lately),
        .. Requests(dice, count: 2, paid: 140, amount: 140, TimeSpan.FromDays(95)),
        .. Requests(dice, count: 2, paid: 45, amount: 45, Lately),
    ];

    private static IEnumerable<Step> Requests(Dice dice, int count, decimal paid, decimal amount, TimeSpan boughtBefore)
    {
        var who = dice.Person();
        for (var i = 0; i < count; i++)
            yield return new AskRefund(dice.Between(Day.Opens, Day.Closes), Truth.RefundAbuse, who, null, dice.Id(), paid, boughtBefore, amount);
    }
}
