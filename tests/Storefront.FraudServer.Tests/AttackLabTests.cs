using System.Globalization;
using System.Text.RegularExpressions;
using Storefront.AttackLab;

namespace Storefront.Tests.FraudServer;

/// <summary>The lab gives the same numbers for the same seed, and numbers that tell good rules from none.</summary>
public sealed partial class AttackLabTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private static readonly string Rules = Path.Combine(AppContext.BaseDirectory, "rules");

    [Fact]
    public async Task The_same_seed_gives_the_same_numbers_and_rules_against_an_attack_find_it()
    {
        string[] asked = ["--rules", Path.Combine(Rules, "card-testing.fql"), "--rules", Path.Combine(Rules, "first-week.fql"), "--refund-rules", Path.Combine(Rules, "refund-abuse.fql"), "--seed", "3"];
        var (exit, report) = await PlayAsync(asked);
        var (_, again) = await PlayAsync(asked);

        Assert.True(exit == 0, report);
        Assert.Equal(report, again);
        var found = Line().Matches(report).ToDictionary(line => line.Groups["rules"].Value, line => (Precision: Number(line, "precision"), Recall: Number(line, "recall")));
        Assert.InRange(found["card-testing"].Precision, 0.8, 0.999); // colleagues at lunch look like it
        Assert.InRange(found["card-testing"].Recall, 0.4, 0.8);      // the patient ones get through
        Assert.Equal(0, found["first-week"].Recall);
    }

    [Fact]
    public async Task A_running_service_is_asked_by_the_rules_it_has()
    {
        var service = fixture.Service;
        var (exit, report) = await PlayAsync(
            "--service", service.Http.BaseAddress!.ToString(), "--authority", $"{service.Https.BaseAddress}{Service.Tenant}", "--trust", Path.Combine(service.Directory, "certificate.pem"), "--every", "30");

        Assert.True(exit == 0, report);
        Assert.Matches(@"in force +- +0\.000 ", report);
    }

    [Fact]
    public async Task What_is_not_understood_and_who_cannot_be_reached_are_told()
    {
        Assert.Equal(64, (await PlayAsync("--rules", "nothing.fql")).Exit);
        var (exit, report) = await PlayAsync("--service", "http://127.0.0.1:1", "--authority", "https://127.0.0.1:1/" + Service.Tenant);
        Assert.Equal(1, exit);
        Assert.Contains("127.0.0.1:1", report, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Report)> PlayAsync(params string[] args)
    {
        using var output = new StringWriter();
        return (await Lab.RunAsync(args, output, output), output.ToString());
    }

    private static double Number(Match line, string name) => double.TryParse(line.Groups[name].Value, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^(?<rules>[a-z-]+) +(?<precision>[0-9.-]+) +(?<recall>[0-9.-]+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
