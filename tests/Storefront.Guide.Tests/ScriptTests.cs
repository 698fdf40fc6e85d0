using System.Diagnostics;

namespace Storefront.Tests.Guide;

/// <summary>The same purchase in three other languages, each with nothing but what comes with it.</summary>
public sealed class ScriptTests : IAsyncLifetime
{
    private static readonly (string Program, string Script)[] Samples =
        [("bash", "samples/curl/purchase.sh"), ("node", "samples/node/purchase.mjs"), ("python3", "samples/python/purchase.py")];

    private Service service = null!;

    /// <summary>A language that isn't installed is skipped, and says so.</summary>
    public static TheoryData<string, string> Present
    {
        get
        {
            var present = new TheoryData<string, string>();
            foreach (var (program, script) in Samples.Where(sample => IsInstalled(sample.Program) && (sample.Program != "bash" || IsInstalled("curl"))))
                present.Add(program, script);
            return present;
        }
    }

    public async Task InitializeAsync() => service = await Service.StartAsync();

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Theory]
    [MemberData(nameof(Present))]
    public async Task An_approved_purchase_is_asked_and_told(string program, string script)
    {
        var (code, purchaseId) = await RunAsync(program, script, "nora@example.com", "Approve");

        Assert.Equal(0, code);
        Assert.Equal(["Purchase ", "BankEvent Approved", "PurchaseStatus Approved", "BankEvent Approved"], await EventsAsync(purchaseId));
    }

    [Theory]
    [MemberData(nameof(Present))]
    public async Task A_rejected_purchase_never_reaches_the_bank(string program, string script)
    {
        var (code, purchaseId) = await RunAsync(program, script, "nora+reject@example.com", "Reject");

        Assert.Equal(1, code);
        Assert.Equal(["Purchase ", "PurchaseStatus Rejected"], await EventsAsync(purchaseId));
    }

    [Theory]
    [MemberData(nameof(Present))]
    public async Task A_purchase_for_review_is_held(string program, string script)
    {
        var (code, purchaseId) = await RunAsync(program, script, "nora+review@example.com", "Review");

        Assert.Equal(0, code);
        Assert.Equal(["Purchase ", "BankEvent Unknown", "PurchaseStatus Unknown"], await EventsAsync(purchaseId));
    }

    [Theory]
    [MemberData(nameof(Present))]
    public async Task No_answer_is_said_and_is_not_a_yes(string program, string script)
    {
        var (code, said) = await AskAsync(program, script, "nora@example.com", new() { ["FRAUD_ENDPOINT"] = "http://127.0.0.1:1", ["FRAUD_AUTHORITY"] = "http://127.0.0.1:1/tenant" });

        Assert.Equal(2, code);
        Assert.DoesNotContain("told:", said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string PurchaseId)> RunAsync(string program, string script, string email, string decision)
    {
        var endpoint = service.ClientSettings["FraudProtection__Endpoint"];
        var (code, said) = await AskAsync(program, script, email, new() { ["FRAUD_ENDPOINT"] = endpoint, ["FRAUD_AUTHORITY"] = endpoint + "/11111111-1111-1111-1111-111111111111" });
        Assert.StartsWith(decision + " ", said, StringComparison.Ordinal);
        return (code, said.Split('\n')[0][(decision.Length + 1)..].Trim());
    }

    private static async Task<(int Code, string Said)> AskAsync(string program, string script, string email, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(program, [Path.Combine(Repository.Root, script), email]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var failed = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await failed);
    }

    private async Task<IEnumerable<string>> EventsAsync(string purchaseId) =>
        (await service.ReceivedAsync(purchaseId)).Select(received => $"{received["event"]} {received["request"]!["statusType"] ?? received["request"]!["status"]}");

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
