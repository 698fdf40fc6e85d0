using System.Globalization;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Import;

/// <summary>A merchant brings his history along.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private const string Rules = """
        %set Buying
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
        %velocity SELECT Count() AS charged FROM Chargeback GROUPBY @"purchase.user.userId"
        %rule Often
        %clause Third
        RETURN Reject("often") WHEN Velocity.bought(@"user.userId", 1h) >= 2
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
    private readonly DateTimeOffset _then = new(DateTimeOffset.UtcNow.UtcDateTime.Date.AddDays(-10).AddHours(12), TimeSpan.Zero);

    private string Data => Path.Combine(_directory, "fraud-server");

    public async Task InitializeAsync()
    {
        await using var service = await StartAsync();
        Assert.Null((await service.Get<Publisher>().PublishAsync("", Rules, "counting", 1, new Person("Ann", DateTimeOffset.UtcNow))).Refusal);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return Task.CompletedTask;
    }

    private Task<Service> StartAsync() => Service.StartAsync(directory: Data);

    private string Time(int minutes) => _then.AddMinutes(minutes).ToString("O", CultureInfo.InvariantCulture);

    private string Purchase(string id, int minutes, string user = "u") =>
        $$"""{"type":"Purchase","time":"{{Time(minutes)}}","event":{"purchaseId":"{{id}}","merchantLocalDate":"{{Time(minutes)}}","user":{"userId":"{{user}}"},"_metadata":{} } }""";

    private string Chargeback(string id, string purchase, int minutes) =>
        $$"""{"type":"Chargeback","event":{"chargebackId":"{{id}}","purchaseId":"{{purchase}}","status":"Accepted","bankEventTimestamp":"{{Time(minutes)}}","_metadata":{} } }""";

    private (int? Code, string Output, string Error) Import(string[] lines, params string[] options)
    {
        var file = Path.Combine(_directory, "history.ndjson");
        File.WriteAllLines(file, lines);
        return ImportFile(file, options);
    }

    private (int? Code, string Output, string Error) ImportFile(string file, params string[] options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = Commands.Run(["import-events", file, .. options, $"--Storage:Directory={_directory}", "--environment=Development"], TextReader.Null, output, error);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task It_happens_again_in_its_own_order_and_every_event_sees_those_before_it()
    {
        // The lines stand in another order than what they tell of.
        var (code, said, error) = Import([Purchase("p-3", 40), Chargeback("c-1", "p-1", 50), Purchase("p-1", 0), Purchase("p-2", 20), Purchase("p-4", 300), Purchase("q-1", 41, "v")]);

        Assert.True(code == 0 && error.Length == 0, error);
        Assert.Contains("6 events were imported, 0 were there already", said, StringComparison.Ordinal);
        Assert.Contains("1 Reject    Often / Third", said, StringComparison.Ordinal);
        Assert.Contains("4 Approve   no rule decided", said, StringComparison.Ordinal);
        await using var service = await StartAsync();
        var events = await service.ReceivedAsync();
        Assert.Equal(["p-1", "p-2", "p-3", "q-1", "c-1", "p-4"], events.Select(e => (string?)(e!["request"]!["chargebackId"] ?? e["request"]!["purchaseId"])));
        Assert.Equal("Reject", (string?)events[2]!["response"]!["resultDetails"]!["MerchantRuleDecision"]);
        Assert.Equal(_then, events[0]!["receivedAt"]!.GetValue<DateTimeOffset>());
        Assert.Single(service.Get<Standing>().ChargebacksOf(Service.EnvironmentId, "p-1"));
        var velocities = service.Get<StoredVelocities>();
        decimal Count(string name, int minutes) => velocities.Read(Service.EnvironmentId, name + "@2", "u", new VelocityWindow(1, WindowUnit.Hour), _then.AddMinutes(minutes).UtcDateTime);
        Assert.Equal((3m, 1m, 1m), (Count("bought", 59), Count("charged", 59), Count("bought", 300)));
        Assert.Equal("DuplicatePurchaseId", (await service.PostAsync(Service.Purchase, Service.APurchase("p-1"))).Headers["ErrorReason"]);
    }

    [Fact]
    public async Task A_run_that_was_cut_off_is_begun_again_and_keeps_nothing_twice()
    {
        string[] lines = [Purchase("p-1", 0), Purchase("p-2", 20), Chargeback("c-1", "p-1", 30), Purchase("p-3", 40)];
        Import(lines[..3]);

        Assert.Contains("1 events were imported, 3 were there already", Import(lines).Output, StringComparison.Ordinal);
        Assert.Contains("0 events were imported, 4 were there already", Import(lines).Output, StringComparison.Ordinal);

        await using var service = await StartAsync();
        Assert.Equal(4, (await service.ReceivedAsync()).Count);
        Assert.Equal(3, service.Get<StoredVelocities>().Read(Service.EnvironmentId, "bought@2", "u", new VelocityWindow(1, WindowUnit.Day), _then.AddMinutes(59).UtcDateTime));
    }

    [Fact]
    public async Task Wrong_lines_are_named_with_their_reason_and_the_others_are_kept()
    {
        var (code, said, error) = Import(
        [
            Purchase("p-1", 0), "{ no JSON", "", """{"type":"Parcel","time":"2026-01-01T00:00:00Z","event":{}}""", """{"type":"Purchase","time":"2026-01-01T00:00:00Z","event":{"merchantLocalDate":"2026-01-01"}}""",
            """{"type":"UpdateAccount","event":{"userId":"u","_metadata":{}}}""", """{"type":"UpdateAccount","time":"2026-01-01T00:00:00Z","environmentId":"elsewhere","event":{"userId":"u","_metadata":{}}}""", "[1]",
        ]);

        Assert.Equal(1, code);
        Assert.Contains("1 events were imported, 0 were there already, 0 were refused at their time, 6 lines are wrong.", said, StringComparison.Ordinal);
        foreach (var reason in new[]
        {
            "history.ndjson:2: the line is no JSON object", "history.ndjson:4: the line has the type 'Parcel', which is no event", "history.ndjson:5: the line is refused: Input validation failed",
            "history.ndjson:6: the line says no time", "history.ndjson:7: the line belongs to the environment 'elsewhere'", "history.ndjson:8: the line is no JSON object",
        })
            Assert.Contains(reason, error, StringComparison.Ordinal);
        await using var service = await StartAsync();
        Assert.Single(await service.ReceivedAsync());
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_changes_nothing()
    {
        string[] lines = [Purchase("p-1", 0), Purchase("p-2", 20), Purchase("p-3", 40)];

        var trial = Import(lines, "--dry-run");

        await using (var service = await StartAsync())
            Assert.Empty(await service.ReceivedAsync());
        Assert.Equal(trial.Output.Replace("would be imported", "were imported", StringComparison.Ordinal), Import(lines).Output);
        Assert.Contains("1 Reject    Often / Third", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_service_exports_another_one_takes_and_what_came_in_meanwhile_is_still_found()
    {
        await using var other = await Service.StartAsync();
        using var visitor = new Visitor(other);
        await other.PostAsync(Service.Purchase, Service.APurchase("theirs"));
        await other.PostAsync(Service.Purchase, Service.APurchase("theirs")); // refused, and so it is here
        var exported = Path.Combine(_directory, "export.ndjson");
        await File.WriteAllBytesAsync(exported, await visitor.DownloadAsync("/portal/search/export.ndjson"));
        await using var service = await StartAsync();
        await service.PostAsync(Service.Purchase, Service.APurchase("ours"));

        Assert.Contains("1 events were imported, 0 were there already, 1 were refused at their time, 0 lines are wrong.", ImportFile(exported).Output, StringComparison.Ordinal);
        Assert.Equal(0, Import([Purchase("older", 0)]).Code);

        using var here = new Visitor(service);
        var found = await here.SeeAsync($"/portal/search?from={DateTimeOffset.UtcNow.AddHours(-1):yyyy-MM-ddTHH:mm:ss}");
        Assert.Contains("theirs", found, StringComparison.Ordinal);
        Assert.Contains("ours", found, StringComparison.Ordinal);
        Assert.DoesNotContain("older", found, StringComparison.Ordinal);
        Assert.Contains("older", await here.SeeAsync($"/portal/search?to={DateTimeOffset.UtcNow.AddDays(-1):yyyy-MM-ddTHH:mm:ss}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_at_once()
    {
        Assert.Contains("is not there", Assert.Throws<StartException>(() => ImportFile("/nowhere/history.ndjson")).Message, StringComparison.Ordinal);
        Assert.Contains("wants a file", Assert.Throws<StartException>(() => Commands.Run(["import-events", "--dry-run"], TextReader.Null, TextWriter.Null, TextWriter.Null)).Message, StringComparison.Ordinal);
    }
}
