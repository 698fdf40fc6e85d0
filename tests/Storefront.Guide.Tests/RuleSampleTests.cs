using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Storefront.Tests.Guide;

/// <summary>Rules to start from decide what their cases say.</summary>
public sealed partial class RuleSampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples/rules");

    public static TheoryData<string> Rules => [.. Directory.GetFiles(Folder, "*.fql").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task They_decide_as_their_cases_say(string name)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Storefront.FraudServer.dll"), "cases", Path.Combine(Folder, name + ".cases.md")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var failed = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync() + await failed;
        await process.WaitForExitAsync();

        Assert.Matches(@"^[1-9]\d* passed, 0 failed\s*$", said);
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_case_repeats_the_rules_word_for_word(string name)
    {
        var rules = File.ReadAllText(Path.Combine(Folder, name + ".fql")).ReplaceLineEndings("\n").Trim();
        var cases = Case().Matches(File.ReadAllText(Path.Combine(Folder, name + ".cases.md")).ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value.Trim()).ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, repeated => Assert.Equal(rules, repeated));
    }

    [Fact]
    public async Task The_service_takes_them()
    {
        await using var service = await Service.StartAsync(new()
        {
            ["FraudServer:RulesFile"] = Path.Combine(Folder, "card-testing.fql"),
            ["FraudServer:Assessments:0:ApiName"] = "refundRequest",
            ["FraudServer:Assessments:0:RulesFile"] = Path.Combine(Folder, "refund-abuse.fql"),
        });
        using var caller = await service.CallerAsync();

        using var content = new StringContent("""{"metadata":{"trackingId":"t","eventId":"e","timestamp":"2026-03-15T11:00:00Z"},"user":{"id":"u"},"purchase":{"total":80,"date":"2026-03-01T10:00:00Z"},"refund":{"amount":80.01}}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await caller.PostAsync(new Uri("/v1.0/assessment/refundRequest", UriKind.Relative), content);

        Assert.Contains("\"merchantRuleDecision\":\"Reject\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    // What stands between the kind of the case and the first thing that happens in it.
    [GeneratedRegex(@"^=== .*\n%kind \w+\n([\s\S]*?)^%(?:payload|event) ", RegexOptions.Multiline)]
    private static partial Regex Case();
}
