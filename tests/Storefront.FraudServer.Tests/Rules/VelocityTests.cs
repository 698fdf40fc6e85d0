using System.Text.Json;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.Tests.FraudServer.Rules;

public sealed class VelocityTests
{
    private static readonly DateTime Start = new(2026, 3, 15, 11, 4, 30, DateTimeKind.Utc);

    private static VelocityUpdate Update(DateTime at, decimal amount = 1, VelocityKind kind = VelocityKind.Count, string value = "") =>
        new("root", "v", kind, "k", amount, value, at);

    [Fact]
    public void Any_window_over_any_history_equals_a_recount()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] windows = ["1s", "30s", "59s", "1m", "17m", "59m", "1h", "2h", "23h", "1d", "7d", "90d"];
        for (var round = 0; round < 20; round++)
        {
            var store = new MemoryVelocityStore();
            var kind = (VelocityKind)random.Next(3);
            var history = new List<VelocityUpdate>();
            var now = Start;
            for (var i = 0; i < 200; i++)
            {
                now += TimeSpan.FromSeconds(Math.Pow(10, random.NextDouble() * 5.5));
                var update = Update(now, kind == VelocityKind.Sum ? random.Next(1, 1000) / 100m : 1, kind, random.Next(12).ToString(System.Globalization.CultureInfo.InvariantCulture));
                history.Add(update);
                store.Apply([update]);
                var window = VelocityWindow.Parse(windows[random.Next(windows.Length)])!.Value;
                var first = VelocityWindow.UnitOf(now, window.Unit) - window.Length;
                var inside = history.Where(u => VelocityWindow.UnitOf(u.At, window.Unit) >= first).ToList();
                var expected = kind == VelocityKind.DistinctCount ? inside.Select(u => u.Value).Distinct(StringComparer.Ordinal).Count() : inside.Sum(u => u.Amount);
                Assert.True(expected == store.Read("root", "v", "k", window, now), $"seed {seed}, round {round}, event {i}, {kind} over {window}");
            }
        }
    }

    [Fact]
    public void Events_may_arrive_in_any_order()
    {
        var store = new MemoryVelocityStore();
        var times = Enumerable.Range(0, 90).Select(d => Start.AddDays(-d)).ToArray();
        new Random(7).Shuffle(times);
        foreach (var time in times)
            store.Apply([Update(time)]);
        Assert.Equal(90, store.Read("root", "v", "k", new VelocityWindow(90, WindowUnit.Day), Start));
        Assert.Equal(8, store.Read("root", "v", "k", new VelocityWindow(7, WindowUnit.Day), Start));
    }

    [Fact]
    public void Nothing_is_lost_when_many_count_at_once()
    {
        var store = new MemoryVelocityStore();
        Parallel.For(0, 20_000, i => store.Apply([Update(Start.AddMilliseconds(i % 1000), 0.01m, VelocityKind.Sum)]));
        Assert.Equal(200.00m, store.Read("root", "v", "k", new VelocityWindow(1, WindowUnit.Minute), Start.AddSeconds(2)));
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("60s")]
    [InlineData("60m")]
    [InlineData("24h")]
    [InlineData("91d")]
    [InlineData("99999999999d")]
    public void Windows_have_limits(string text) => Assert.Null(VelocityWindow.Parse(text));

    [Fact]
    public void A_bank_event_is_counted_by_the_purchase_it_belongs_to()
    {
        var book = Rulebooks.Compile("""
            %set V
            %velocity SELECT Count() AS declined FROM BankEvent WHEN @"status" == "Declined" GROUPBY @"purchase.user.userId"
            %clause A
            OBSERVE Output(n = Velocity.declined(@"user.userId", 1h))
            """);
        var update = Assert.Single(book.VelocityUpdates(new VelocityEvent
        {
            Types = ["BankEvent"],
            Body = JsonElement.Parse("""{"status":"Declined","purchaseId":"p"}"""),
            Primary = JsonElement.Parse("""{"user":{"userId":"u1"}}"""),
            At = Rulebooks.Noon,
        }));
        Assert.Equal(("root", "declined", "u1"), (update.Environment, update.Velocity, update.Key));
        Assert.Empty(book.VelocityUpdates(new VelocityEvent { Types = ["Refund"], Body = JsonElement.Parse("{}"), At = Rulebooks.Noon }));
    }

    [Fact]
    public void A_childs_event_also_counts_in_its_parent_and_sees_its_variables()
    {
        var book = Rulebooks.Compile("""
            %env root
            %set V
            %velocity SELECT Count() AS all FROM Purchase GROUPBY GetVariable("who").AsString()
            %env child
            %set W
            %velocity SELECT Count() AS own FROM Purchase GROUPBY GetVariable("who").AsString()
            %rule R
            %clause A
            DO SetVariables(who = "child's")
            """);
        var ruling = book.Assess("{}");
        var updates = book.VelocityUpdates(new VelocityEvent { Types = ["Purchase"], Body = JsonElement.Parse("{}"), At = Rulebooks.Noon, Ruling = ruling });
        Assert.Equal(("child", "own", "child's"), updates.Select(u => (u.Environment, u.Velocity, u.Key)).Single());
    }
}
