namespace Storefront.AttackLab.Traffic;

/// <summary>One day of a shop: honest people, and whoever is not. The same seed gives the same day.</summary>
internal static class Day
{
    public static readonly TimeSpan Opens = TimeSpan.FromHours(7);
    public static readonly TimeSpan Closes = TimeSpan.FromHours(23);

    /// <param name="seed">Decides everything that happens.</param>
    /// <param name="mark">Decides IDs and addresses, so that two runs against one service do not meet.</param>
    public static IReadOnlyList<Step> Of(int seed, int mark)
    {
        var dice = new Dice(seed, mark);
        return [.. Shoppers.Of(dice).Concat(CardTesters.Of(dice)).Concat(AccountThieves.Of(dice)).Concat(RefundAbusers.Of(dice)).OrderBy(step => step.At)];
    }
}
