using System.Globalization;
using System.Text.RegularExpressions;

namespace Storefront.Tests.Guide;

/// <summary>What is said to be met names a test that is there; what is not, says why.</summary>
public sealed partial class SecurityDocumentTests
{
    // How many rows of that level each section of ASVS 5.0 has: the first and the last of them.
    private static readonly string[] Level1 =
    [
        "1.2.1-5", "1.3.1-2", "1.5.1-1", "2.1.1-1", "2.2.1-2", "2.3.1-1", "3.2.1-2", "3.3.1-1", "3.4.1-2", "3.5.1-3", "4.1.1-1", "4.4.1-1", "5.2.1-2", "5.3.1-2", "6.1.1-1",
        "6.2.1-8", "6.3.1-2", "6.4.1-2", "7.2.1-4", "7.4.1-2", "8.1.1-1", "8.2.1-2", "8.3.1-1", "9.1.1-3", "9.2.1-1", "10.4.1-5", "11.3.1-2", "11.4.1-1", "12.1.1-1", "12.2.1-2",
        "13.4.1-1", "14.2.1-1", "14.3.1-1", "15.1.1-1", "15.2.1-1", "15.3.1-1",
    ];

    private static readonly string[] Level2 =
    [
        "1.1.1-2", "1.2.6-9", "1.3.3-11", "1.4.1-3", "1.5.2-2", "2.1.2-3", "2.2.3-3", "2.3.2-4", "2.4.1-1", "3.3.2-4", "3.4.3-6", "3.5.4-5", "3.7.1-2",
        "4.1.2-3", "4.2.1-1", "4.3.1-2", "4.4.2-4", "5.1.1-1", "5.2.3-3", "5.4.1-3", "6.1.2-3", "6.2.9-12", "6.3.3-4", "6.4.3-4", "6.5.1-5", "6.6.1-3",
        "6.8.1-4", "7.1.1-3", "7.3.1-2", "7.4.3-5", "7.5.1-2", "7.6.1-2", "8.1.2-2", "8.2.3-3", "8.4.1-1", "9.2.2-4", "10.1.1-2", "10.2.1-2", "10.3.1-4",
        "10.4.6-11", "10.5.1-5", "10.6.1-2", "10.7.1-3", "11.1.1-2", "11.2.1-3", "11.3.3-3", "11.4.2-4", "11.5.1-1", "11.6.1-1", "12.1.2-3", "12.3.1-4",
        "13.1.1-1", "13.2.1-5", "13.3.1-2", "13.4.2-5", "14.1.1-2", "14.2.2-4", "14.3.2-3", "15.1.2-3", "15.2.2-3", "15.3.2-7", "16.1.1-1", "16.2.1-5",
        "16.3.1-4", "16.4.1-3", "16.5.1-3", "17.1.1-1", "17.2.1-4", "17.3.1-2",
    ];

    private static readonly Document Security = Told("docs/security.md");

    public static TheoryData<string> Both => ["docs/security.md", "docs/security-level-2.md"];

    [Theory]
    [MemberData(nameof(Both))]
    public void Every_row_of_the_level_is_there_once(string document)
    {
        var expected = (document == Security.Name ? Level1 : Level2).SelectMany(span =>
        {
            var (section, ends) = (span[..span.LastIndexOf('.')], span[(span.LastIndexOf('.') + 1)..].Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray());
            return Enumerable.Range(ends[0], ends[1] - ends[0] + 1).Select(number => $"{section}.{number}");
        });

        Assert.Equal(expected, Rows(document).Select(row => row.Groups["number"].Value));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void What_is_met_is_shown_by_a_test_and_what_is_not_says_why(string document)
    {
        var wrong = Rows(document).Where(row => row.Groups["state"].Value == "met" ? !NamesATest(row.Groups["why"].Value) : row.Groups["why"].Value.Length < 10).Select(row => row.Groups["number"].Value);

        Assert.Equal([], wrong);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void The_counts_are_those_of_the_table(string document)
    {
        var rows = Rows(document);

        Assert.Contains($"{Count("met")} met, {Count("not applicable")} not applicable, {Count("gap")} gaps, of {rows.Count} rows", Told(document).Text, StringComparison.Ordinal);

        int Count(string state) => rows.Count(row => row.Groups["state"].Value == state);
    }

    [Fact]
    public void Packages_are_checked_for_known_weaknesses_and_the_promise_says_how_soon_they_go()
    {
        var build = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props"));

        Assert.Contains("<NuGetAudit>true</NuGetAudit>", build, StringComparison.Ordinal);
        Assert.Contains("<NuGetAuditMode>all</NuGetAuditMode>", build, StringComparison.Ordinal);
        Assert.DoesNotContain("NU190", build.Split("WarningsNotAsErrors")[0], StringComparison.Ordinal); // not silenced by NoWarn
        Assert.Matches(@"critical or high is replaced within 7 days .* moderate within 30", Security.Text);
    }

    private static Document Told(string name) => Repository.Documents.Single(document => document.Name == name);

    private static List<Match> Rows(string document) => Row().Matches(Told(document).Text).ToList();

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
