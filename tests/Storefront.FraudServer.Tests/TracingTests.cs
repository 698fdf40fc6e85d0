using System.Text.Json.Nodes;
using Storefront.FraudServer.Portal.DataSubjects;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Settings;

namespace Storefront.Tests.FraudServer;

/// <summary>What comes in and what is done, as files of JSON lines.</summary>
public sealed class TracingTests : IDisposable
{
    private const string Rules = """
        %rule Watched
        %clause Dear
        OBSERVE Trace(amount = @"totalAmount", country = @"user.country") WHEN @"totalAmount" > 100
        RETURN Review("dear") WHEN @"totalAmount" > 200
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 3, 15, 23, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<Service> StartAsync(params string[] names) => Service.StartAsync(
        names.Select((name, i) => (name, i)).ToDictionary(n => $"FraudServer:Tracing:Names:{n.i}", n => (string?)n.name), directory: _directory, time: _time);

    // The service looks by itself too, and only one does at a time.
    private static async Task LookAsync(Service service)
    {
        while (!await service.Get<Storefront.FraudServer.Tracing.Tracer>().LookAsync(CancellationToken.None))
            await Task.Delay(20);
    }

    private List<JsonNode> Lines(string name, string day = "2026-03-15")
    {
        var file = Path.Combine(_directory, "traces", "FraudProtection." + name, day + ".ndjson");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Select(line => JsonNode.Parse(line)!)] : [];
    }

    private static Task<Reply> BuyAsync(Service service, string id, int amount) =>
        service.PostAsync(Service.Purchase, Service.APurchase(id, $$""","totalAmount":{{amount}},"user":{"userId":"u","country":"DE","email":"nora@example.com"}"""));

    [Fact]
    public async Task What_a_rule_traces_is_a_line_with_its_values()
    {
        await using var service = await StartAsync("Trace.Rule");
        await LookAsync(service);
        Assert.Null((await service.Get<Publisher>().PublishAsync("", Rules, "watching", 1, new Person("Ann", _time.Now))).Refusal);
        await BuyAsync(service, "p-1", 50);
        await service.PostAsync(Service.Purchase, Service.APurchase("p-2", ""","totalAmount":150,"user":{"userId":"u","country":"DE"}"""), ("x-ms-correlation-id", "11111111-2222-3333-4444-555555555555"));

        await LookAsync(service);

        var line = Assert.Single(Lines("Trace.Rule"));
        Assert.Equal(["name", "version", "id", "timestamp", "environmentId", "correlationId", "ruleName", "eventType", "eventId", "attributes"], line.AsObject().Select(m => m.Key));
        Assert.Equal(("FraudProtection.Trace.Rule", "Watched", "p-2", "11111111-2222-3333-4444-555555555555"),
            ((string?)line["name"], (string?)line["ruleName"], (string?)line["eventId"], (string?)line["correlationId"]));
        Assert.Contains("150", line["attributes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_name_has_its_own_file_for_each_day_and_goes_on_after_a_stop_without_saying_anything_twice()
    {
        string[] names = ["Assessments", "Observations", "Labels", "ActivityLog", "Audit"];
        await using (var service = await StartAsync(names))
        {
            await LookAsync(service);
            await BuyAsync(service, "p-1", 300);
            await service.PostAsync("/v1.0/MerchantServices/events/Refund", """{"refundId":"r-1","purchaseId":"p-1","status":"Approved","_metadata":{}}""");
            await service.PostAsync("/v1.0/MerchantServices/events/Label", """{"labelObjectType":"Purchase","labelObjectId":"p-1","labelState":"Fraud","labelSource":"x","eventTimeStamp":"2026-03-15T00:00:00Z","_metadata":{}}""");
            await service.AddUserAsync(Roles.Viewer);
            await service.Get<Publisher>().PublishAsync("", Rules, "watching", 1, new Person("Ann", _time.Now));
            await LookAsync(service);
        }

        Assert.Equal(("Approve", "p-1"), ((string?)Assert.Single(Lines("Assessments"))["decision"], (string?)Lines("Assessments")[0]["request"]!["purchaseId"]));
        Assert.Equal("Refund", (string?)Assert.Single(Lines("Observations"))["eventType"]);
        Assert.Equal("Label", (string?)Assert.Single(Lines("Labels"))["eventType"]);
        Assert.Equal(["user.add"], Lines("Audit").Select(line => (string?)line["operation"]));
        Assert.Equal(["user.add", "rules.publish"], Lines("ActivityLog").Select(line => (string?)line["operation"]));

        var file = Path.Combine(_directory, "traces", "FraudProtection.Assessments", "2026-03-15.ndjson");
        await File.AppendAllTextAsync(file, "{\"name\":\"half a li"); // a crash
        _time.Now += TimeSpan.FromMinutes(30);
        await using var again = await StartAsync(names);
        await BuyAsync(again, "p-2", 10);
        await LookAsync(again);
        Assert.Equal(["p-1", "p-2"], Lines("Assessments").Select(line => (string?)line["eventId"]));
        _time.Now += TimeSpan.FromHours(1);
        again.ForgetToken();
        await BuyAsync(again, "p-3", 10);
        await LookAsync(again);
        Assert.Equal("p-3", (string?)Assert.Single(Lines("Assessments", "2026-03-16"))["eventId"]);

        _time.Now += TimeSpan.FromDays(28);
        await LookAsync(again);
        Assert.Equal((0, 1), (Lines("Assessments").Count, Lines("Assessments", "2026-03-16").Count));
    }

    [Fact]
    public async Task Who_is_erased_is_not_in_the_files_any_more()
    {
        await using var service = await StartAsync("Assessments");
        await LookAsync(service);
        await BuyAsync(service, "p-1", 10);
        await service.PostAsync(Service.Purchase, Service.APurchase("p-2", ""","user":{"userId":"v","email":"ben@example.com"}"""));
        await LookAsync(service);
        var requests = service.Get<ErasureRequests>();

        var id = await requests.AddAsync(new DataSubject(DataSubject.User, "u"), blockedToo: false, new Person("Ann", _time.Now));
        await service.Get<Erasure>().RunAsync(requests.Find(id)!, CancellationToken.None);

        Assert.Equal("p-2", (string?)Assert.Single(Lines("Assessments"))["eventId"]);
        Assert.Contains("\"tracedLines\":1", requests.Find(id)!.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_until_it_is_switched_on_and_a_name_that_is_none_stops_the_start()
    {
        await using (var service = await StartAsync())
            await BuyAsync(service, "p-1", 300);
        Assert.False(Directory.Exists(Path.Combine(_directory, "traces")));

        var refused = await Assert.ThrowsAsync<StartException>(() => StartAsync("Trace.Rules"));
        Assert.Contains("FraudServer:Tracing:Names holds 'Trace.Rules'", refused.Message, StringComparison.Ordinal);
    }
}
