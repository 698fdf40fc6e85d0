using System.Text.RegularExpressions;

namespace Storefront.Tests.Guide;

/// <summary>What is said to be met names a test that is there; what is not, says why.</summary>
public sealed partial class SecurityDocumentTests
{
    // Level 1 of ASVS 5.0: how many rows each section has, the last of them being the highest.
    private static readonly string[] Level1 =
    [
        "1.2.1-5", "1.3.1-2", "1.5.1-1", "2.1.1-1", "2.2.1-2", "2.3.1-1", "3.2.1-2", "3.3.1-1", "3.4.1-2", "3.5.1-3", "4.1.1-1", "4.4.1-1", "5.2.1-2", "5.3.1-2", "6.1.1-1",
        "6.2.1-8", "6.3.1-2", "6.4.1-2", "7.2.1-4", "7.4.1-2", "8.1.1-1", "8.2.1-2", "8.3.1-1", "9.1.1-3", "9.2.1-1", "10.4.1-5", "11.3.1-2", "11.4.1-1", "12.1.1-1", "12.2.1-2",
        "13.4.1-1", "14.2.1-1", "14.3.1-1", "15.1.1-1", "15.2.1-1", "15.3.1-1",
    ];

    private static readonly Document Security = Repository.Documents.Single(document => document.Name == "docs/security.md");

    private static List<Match> Rows { get; } = Row().Matches(Security.Text).ToList();

    [Fact]
    public void Every_row_of_level_1_is_there_once()
    {
        var expected = Level1.SelectMany(span => Enumerable.Range(1, span[^1] - '0').Select(number => $"{span[..span.LastIndexOf('.')]}.{number}"));

        Assert.Equal(expected, Rows.Select(row => row.Groups["number"].Value));
    }

    [Fact]
    public void What_is_met_is_shown_by_a_test_and_what_is_not_says_why()
    {
        var wrong = Rows.Where(row => row.Groups["state"].Value == "met" ? !NamesATest(row.Groups["why"].Value) : row.Groups["why"].Value.Length < 10).Select(row => row.Groups["number"].Value);

        Assert.Equal([], wrong);
    }

    [Fact]
    public void The_counts_are_those_of_the_table() =>
        Assert.Contains(
            $"{Count("met")} met, {Count("not applicable")} not applicable, {Count("gap")} gaps, of {Rows.Count} rows", Security.Text, StringComparison.Ordinal);

    [Fact]
    public void Packages_are_checked_for_known_weaknesses_and_the_promise_says_how_soon_they_go()
    {
        var build = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props"));

        Assert.Contains("<NuGetAudit>true</NuGetAudit>", build, StringComparison.Ordinal);
        Assert.Contains("<NuGetAuditMode>all</NuGetAuditMode>", build, StringComparison.Ordinal);
        Assert.DoesNotContain("NU190", build.Split("WarningsNotAsErrors")[0], StringComparison.Ordinal); // not silenced by NoWarn
        Assert.Matches(@"critical or high is replaced within 7 days .* moderate within 30", Security.Text);
    }

    private static int Count(string state) => Rows.Count(row => row.Groups["state"].Value == state);

    private static bool NamesATest(string why) =>
        Test().Match(why) is { Success: true } test
        && Path.Combine(Repository.Root, "docs", test.Groups["file"].Value) is var file
        && File.Exists(file)
        && Path.GetFileNameWithoutExtension(file) == test.Groups["class"].Value
        && Regex.IsMatch(File.ReadAllText(file), $@"\b{test.Groups["method"].Value}\(");

    [GeneratedRegex(@"^\| (?<number>\d+\.\d+\.\d+) \| [^|]+ \| (?<state>met|not applicable|gap) \| (?<why>[^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\[`(?<class>\w+)\.(?<method>\w+)`\]\((?<file>[^)]+)\)")]
    private static partial Regex Test();
}
