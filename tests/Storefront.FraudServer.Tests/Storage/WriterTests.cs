using Microsoft.Data.Sqlite;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Storage;

public sealed class WriterTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
    private readonly Telemetry _telemetry = new();
    private SqliteDatabase _database = null!;
    private Writer _writer = null!;

    public Task InitializeAsync()
    {
        _database = SqliteDatabase.In(_directory);
        _database.Migrate();
        _writer = new Writer(_database, _telemetry);
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
    public async Task Work_that_fails_takes_back_its_own_writes_and_nobody_elses()
    {
        var work = Enumerable.Range(0, 40).Select(i => _writer.RunAsync(session =>
        {
            session.Execute("INSERT INTO used_assertion (id, expires_at) VALUES ($1, 1)", $"id-{i}");
            return i % 2 == 0 ? i : throw new InvalidOperationException("odd");
        })).ToList();

        await Task.WhenAll(work.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(20, work.Count(w => w.IsFaulted));
        Assert.Equal(20L, await _writer.RunAsync(session => session.Scalar("SELECT count(*) FROM used_assertion")));
    }

    [Fact]
    public async Task A_broken_statement_is_its_callers_trouble_and_the_writer_goes_on()
    {
        await Assert.ThrowsAsync<SqliteException>(() => _writer.RunAsync(session => session.Execute("INSERT INTO nowhere VALUES (1)")));

        Assert.Equal(1L, await _writer.RunAsync(session => session.Scalar("SELECT 1")));
    }

    [Fact]
    public async Task What_is_committed_is_meant_to_survive_a_power_cut()
    {
        Assert.Equal("wal", await _writer.RunAsync(session => session.Scalar("PRAGMA journal_mode")));
        Assert.Equal(2L, await _writer.RunAsync(session => session.Scalar("PRAGMA synchronous"))); // FULL
    }

    [Fact]
    public async Task A_used_assertion_stays_used_over_a_restart()
    {
        var ends = DateTime.UtcNow.AddMinutes(10);
        Assert.True(await new UsedAssertions(_writer, TimeProvider.System).ClaimAsync("a", ends));
        await _writer.DisposeAsync();
        _writer = new Writer(_database, _telemetry);

        Assert.False(await new UsedAssertions(_writer, TimeProvider.System).ClaimAsync("a", ends));
    }

    [Fact]
    public async Task A_stopped_writer_has_done_what_it_took()
    {
        var work = Enumerable.Range(0, 500).Select(i => _writer.RunAsync(session =>
            session.Execute("INSERT INTO used_assertion (id, expires_at) VALUES ($1, 1)", $"stop-{i}"))).ToList();

        await _writer.DisposeAsync();

        Assert.All(work, w => Assert.True(w.IsCompletedSuccessfully));
    }
}
