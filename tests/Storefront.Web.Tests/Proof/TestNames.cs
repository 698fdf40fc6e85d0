using System.Text.RegularExpressions;

namespace Storefront.Web.Tests.Proof;

/// <summary>The tests of the whole repository by name, as they stand in the source.</summary>
internal static partial class TestNames
{
    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    /// <summary><c>Class.Method</c></summary>
    public static IReadOnlySet<string> All { get; } = Find();

    private static HashSet<string> Find()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            foreach (Match test in Test().Matches(text))
                names.Add($"{Path.GetFileNameWithoutExtension(file)}.{test.Groups["name"].Value}");
        }

        return names;
    }

    [GeneratedRegex(@"\[(Fact|InlineData\(.*\)|MemberData\(.*\))\]\s+public (async Task|Task|void) (?<name>\w+)\(", Plain)]
    private static partial Regex Test();
}
