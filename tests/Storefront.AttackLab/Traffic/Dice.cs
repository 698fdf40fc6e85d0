namespace Storefront.AttackLab.Traffic;

/// <summary>Chance that falls alike for the same seed. What must be new in every run (IDs, addresses) comes from the run's own mark.</summary>
internal sealed class Dice(int seed, int mark)
{
    private const int TestNetwork = (198 << 24) | (18 << 16); // 198.18.0.0/15: nobody's
    private static readonly string[] FirstNames = ["Ada", "Ben", "Chloé", "Dmitri", "Elif", "Farid", "Gita", "Hugo", "Ines", "Jonas", "Kaja", "Luis", "Mei", "Nadia", "Otto", "Priya", "Rosa", "Sven", "Tomás", "Uma"];
    private static readonly string[] LastNames = ["Abbott", "Bauer", "Costa", "Dahl", "Eriksen", "Fontaine", "Garcia", "Hansen", "Ito", "Jensen", "Kowalski", "Lindqvist", "Moreau", "Novak", "Okafor", "Petrov", "Rossi", "Silva", "Tanaka", "Weber"];
    private static readonly string[] Countries = ["US", "US", "US", "US", "CA", "GB", "DE", "FR"];
    private static readonly string[] Bins = ["411111", "424242", "455673", "510510", "555555", "540000"];

    private readonly Random chance = new(seed);
    private readonly Random fresh = new(mark);
    private int addresses = new Random(mark).Next(1 << 16);

    public bool Happens(double probability) => chance.NextDouble() < probability;

    public int Between(int least, int most) => chance.Next(least, most + 1);

    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + TimeSpan.FromSeconds(chance.Next((int)(most - least).TotalSeconds + 1));

    /// <summary>Most a little, few a lot: prices of baskets.</summary>
    public decimal Amount(double middle, double spread)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
        return decimal.Round((decimal)Math.Clamp(middle * Math.Exp(spread * normal), 1, 5000), 2);
    }

    public string Id()
    {
        var bytes = new byte[16];
        fresh.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>An address nobody else has in this run.</summary>
    public string Address()
    {
        var address = TestNetwork + (addresses++ & 0x1FFFF);
        return $"{(address >> 24) & 255}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";
    }

    public Hideouts Hideouts(int count) => new([.. Enumerable.Range(0, count).Select(_ => Address())]);

    public Card Card(string? country = null) => new(One(Bins), Between(0, 9999).ToString("D4", System.Globalization.CultureInfo.InvariantCulture), country ?? One(Countries));

    public Person Person(string? home = null)
    {
        var (first, last, country) = (One(FirstNames), One(LastNames), One(Countries));
        var id = Id();
        return new(id, $"{first}.{last}.{id[..6]}@example.com".ToLowerInvariant(), first, last, country, home ?? Address(), Card(country), TimeSpan.FromDays(Between(0, 900)));
    }

    public T One<T>(IReadOnlyList<T> of) => of[chance.Next(of.Count)];
}
