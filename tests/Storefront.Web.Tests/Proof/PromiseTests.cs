using System.Text.RegularExpressions;

namespace Storefront.Web.Tests.Proof;

/// <summary>What the documents say is shown by a test has that test.</summary>
public sealed partial class PromiseTests
{
    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    /// <summary>Rules of docs/contract/flows.md section 1 that are no behaviour of the shop, with what stands for them.</summary>
    private static readonly Dictionary<string, string> WithoutTest = new(StringComparer.Ordinal)
    {
        ["C5"] = "the client ID is a setting, and in Production no page edits it",
        ["C7"] = "one running shop is one company",
        ["C8"] = "an order of steps, in the documents",
        ["C17"] = "account events are a setting of their own, off by default",
        ["C18"] = "told on the privacy page and in the documents",
    };

    [Fact]
    public async Task Every_rule_of_the_integration_has_a_test_named_after_it()
    {
        var rules = Rule().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/contract/flows.md"))).Select(match => match.Groups["rule"].Value).ToList();
        var named = TestNames.All.SelectMany(test => Named().Matches(test).Select(match => match.Groups["rule"].Value)).Distinct().ToList();

        Assert.Equal(18, rules.Count);
        Assert.Equal(rules.Except(WithoutTest.Keys).Order(), named.Except(WithoutTest.Keys).Order());
    }

    [Fact]
    public async Task Everything_said_to_be_tried_against_the_shop_is_tried()
    {
        var rows = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs/abuse.md"))).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).ToList();

        Assert.True(rows.Count > 20);
        foreach (var row in rows)
        {
            var tests = Shown().Matches(row).Select(match => match.Groups["test"].Value).ToList();
            Assert.True(tests.Count > 0, $"No test is named in: {row}");
            Assert.All(tests, test => Assert.Contains(test, TestNames.All));
        }
    }

    [Fact]
    public void No_key_and_no_password_lies_in_the_repository()
    {
        var root = new DirectoryInfo(Repository.Root);
        var files = root.EnumerateFiles().Concat(root.EnumerateDirectories().Where(folder => folder.Name is "src" or "tests" or "docs" or "samples" or ".ci" or ".config").SelectMany(Sources));
        var found = files
            .Where(file => file.Length < 2_000_000)
            .Where(file => Secret().IsMatch(File.ReadAllText(file.FullName)) || DataProtectionKey().IsMatch(file.Name))
            .Select(file => Path.GetRelativePath(root.FullName, file.FullName));

        Assert.Empty(found);

        static IEnumerable<FileInfo> Sources(DirectoryInfo folder) => folder.EnumerateFiles()
            .Concat(folder.EnumerateDirectories().Where(inner => inner.Name is not ("bin" or "obj" or "data" or "node_modules")).SelectMany(Sources));
    }

    [GeneratedRegex(@"\| (?<rule>C\d+) \|", Plain)]
    private static partial Regex Rule();

    [GeneratedRegex(@"_(?<rule>C\d+)", Plain)]
    private static partial Regex Named();

    [GeneratedRegex(@"`(?<test>\w+Tests\.\w+)`", Plain)]
    private static partial Regex Shown();

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}|AKIA[0-9A-Z]{16}|AccountKey=[A-Za-z0-9+/=]{40}", Plain)]
    private static partial Regex Secret();

    [GeneratedRegex(@"^key-[0-9a-f-]{36}\.xml$", Plain)]
    private static partial Regex DataProtectionKey();
}
