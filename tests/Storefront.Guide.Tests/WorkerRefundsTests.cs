namespace Storefront.Tests.Guide;

/// <summary>Files in a folder become events, each told once, however often the service is away.</summary>
public sealed class WorkerRefundsTests : IAsyncLifetime
{
    private readonly string queue = Directory.CreateTempSubdirectory("refunds-").FullName;
    private Service service = null!;

    public async Task InitializeAsync() => service = await Service.StartAsync();

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        Directory.Delete(queue, recursive: true);
    }

    [Fact]
    public async Task Refunds_and_chargebacks_are_told_and_what_is_wrong_is_parked()
    {
        Put("1.json", Refund("r-1"));
        Put("2.json", """{"kind":"voucher","id":"v","purchaseId":"p-of-files","amount":1,"currency":"USD","status":"Approved","at":"2026-03-22T16:00:12Z"}""");
        Put("3.json", """{"kind":"chargeback","id":"c-1","purchaseId":"p-of-files","amount":29.30,"currency":"USD","status":"Inquiry","reason":"Not recognised","at":"2026-04-02T08:00:00Z"}""");

        await using var worker = Start(service.ClientSettings);
        await UntilAsync(worker, () => Exists("done/1.json") && Exists("done/3.json") && Exists("parked/2.json"));

        Assert.Equal(["Chargeback", "Refund"], (await service.ReceivedAsync("p-of-files")).Select(received => received["event"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Contains("there are refund and chargeback", await File.ReadAllTextAsync(Path.Combine(queue, "parked/2.json.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_told_waits_and_is_told_with_the_same_words_later()
    {
        Put("1.json", Refund("r-2"));
        var away = new Dictionary<string, string>(service.ClientSettings, StringComparer.Ordinal) { ["FraudProtection__Endpoint"] = "http://127.0.0.1:1" };
        await using (var first = Start(away))
            await UntilAsync(first, () => first.Said.Contains("Waits: 1.json", StringComparison.Ordinal));
        var kept = await File.ReadAllTextAsync(Path.Combine(queue, "1.json.event"));

        await using var second = Start(service.ClientSettings);
        await UntilAsync(second, () => Exists("done/1.json"));

        var told = await service.ReceivedAsync("p-of-files"); // more than one where an answer was lost on a busy machine
        Assert.NotEmpty(told);
        Assert.All(told, received => Assert.Contains(received["request"]!["_metadata"]!["trackingId"]!.GetValue<string>(), kept, StringComparison.Ordinal));
    }

    private static string Refund(string id) =>
        $$"""{"kind":"refund","id":"{{id}}","purchaseId":"p-of-files","amount":29.30,"currency":"USD","status":"Approved","reason":"CustomerRequest","at":"2026-03-22T16:00:12Z"}""";

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(queue, name), text);

    private bool Exists(string name) => File.Exists(Path.Combine(queue, name));

    private RunningSample Start(IReadOnlyDictionary<string, string> settings) =>
        RunningSample.Start(RunningSample.Built("WorkerRefunds"), [], new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["Queue__Folder"] = queue, ["DOTNET_ENVIRONMENT"] = "Development" });

    private static async Task UntilAsync(RunningSample worker, Func<bool> done)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!done())
        {
            Assert.False(limit.IsCancellationRequested, worker.Said);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
