using System.Diagnostics;

namespace Storefront.Tests.Guide;

/// <summary>The guide to rules is a case file: what it prints is run as it stands.</summary>
public sealed class RuleGuideTests
{
    [Fact]
    public async Task Every_rule_of_the_guide_decides_as_the_guide_says()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Storefront.FraudServer.dll"), "cases", Path.Combine(Repository.Root, "docs/rules.md")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var failed = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync() + await failed;
        await process.WaitForExitAsync();

        Assert.Matches(@"^6 passed, 0 failed\s*$", said);
        Assert.Equal(0, process.ExitCode);
    }
}
