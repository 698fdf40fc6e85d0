using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Storage;

/// <summary>Velocities in the database (contract, fql 11): any window at any time is what counting again would give.</summary>
public sealed class VelocityStoreTests : IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 3, 15, 11, 4, 30, DateTimeKind.Utc);
    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
    private readonly Telemetry _telemetry = new();
    private SqliteDatabase _database = null!;
    private Writer _writer = null!;
    private StoredVelocities _velocities = null!;

    public Task InitializeAsync()
    {
        _database = SqliteDatabase.In(_directory);
        _database.Migrate();
        _writer = new Writer(_database, _telemetry);
        _velocities = new StoredVelocities(_database, NullLogger<StoredVelocities>.Instance);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _writer.DisposeAsync();
        _database.Dispose();
        _telemetry.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Any_window_over_any_history_equals_a_recount()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] windows = ["1s", "30s", "59s", "1m", "17m", "59m", "1h", "2h", "23h", "1d", "7d", "90d"];
        for (var round = 0; round < Long.Suite(6, 40); round++)
        {
            var kind = (VelocityKind)(round % 3);
            var history = new List<VelocityUpdate>();
            var now = Start;
            for (var i = 0; i < 150; i++)
            {
                now += TimeSpan.FromSeconds(Math.Pow(10, random.NextDouble() * 5.5));
                var update = new VelocityUpdate("e", "v", kind, $"k{round}", kind == VelocityKind.Sum ? random.Next(1, 100_000) / 100m : 1,
                    random.Next(12).ToString(CultureInfo.InvariantCulture), now);
                history.Add(update);
                await AddAsync(update);
                foreach (var text in windows)
                {
                    var window = VelocityWindow.Parse(text)!.Value;
                    var first = VelocityWindow.UnitOf(now, window.Unit) - window.Length;
                    var inside = history.Where(u => VelocityWindow.UnitOf(u.At, window.Unit) >= first).ToList();
                    var expected = kind == VelocityKind.DistinctCount ? inside.Select(u => u.Value).Distinct(StringComparer.Ordinal).Count() : inside.Sum(u => u.Amount);
                    Assert.True(expected == _velocities.Read("e", "v", $"k{round}", window, now), $"seed {seed}, round {round}, event {i}, {kind} over {text}");
                }
            }
        }
    }

    [Theory]
    [InlineData("2h", "2026-03-15T09:00:00Z", true)]
    [InlineData("2h", "2026-03-15T08:59:59.999Z", false)]
    [InlineData("1d", "2026-03-14T00:00:00Z", true)]
    [InlineData("1d", "2026-03-13T23:59:59.999Z", false)]
    [InlineData("30s", "2026-03-15T11:04:00Z", true)]
    [InlineData("30s", "2026-03-15T11:03:59.999Z", false)]
    public async Task A_window_begins_with_a_whole_unit(string window, string at, bool counts)
    {
        await AddAsync(new VelocityUpdate("e", "v", VelocityKind.Count, "k", 1, "", DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)));

        Assert.Equal(counts ? 1 : 0, _velocities.Read("e", "v", "k", VelocityWindow.Parse(window)!.Value, Start));
    }

    [Fact]
    public async Task What_is_kept_of_a_key_does_not_grow_with_its_history()
    {
        for (var group = 0; group < 20; group++)
            await _writer.RunAsync(session =>
            {
                for (var i = 0; i < 100; i++)
                    VelocityTables.Add(session, new VelocityUpdate("e", "v", VelocityKind.DistinctCount, "k", 1, $"value {(group * 100) + i}", Start.AddHours((group * 100) + i)));
                return 0;
            });

        Assert.InRange((long)(await CountAsync("velocity_bucket"))!, 1, 60 + 60 + 24 + 91);
        Assert.InRange((long)(await CountAsync("velocity_value"))!, 1, 91 * 24);
    }

    [Fact]
    public async Task Sums_are_exact_and_keys_are_compared_to_the_letter()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => AddAsync(new VelocityUpdate("e", "v", VelocityKind.Sum, "k", 0.1m, "", Start))));

        Assert.Equal(100.0m, _velocities.Read("e", "v", "k", new VelocityWindow(1, WindowUnit.Minute), Start));
        Assert.Equal(0, _velocities.Read("e", "v", "K", new VelocityWindow(1, WindowUnit.Minute), Start));
        Assert.Equal(0, _velocities.Read("other", "v", "k", new VelocityWindow(1, WindowUnit.Minute), Start));
    }

    private Task AddAsync(VelocityUpdate update) => _writer.RunAsync(session =>
    {
        VelocityTables.Add(session, update);
        return 0;
    });

    private Task<object?> CountAsync(string table) => _writer.RunAsync(session => session.Scalar($"SELECT count(*) FROM {table}"));
}
