using System.Text.RegularExpressions;

namespace Storefront.Tests.Guide;

/// <summary>A Markdown file, read for what can be checked about it.</summary>
internal sealed partial class Document
{
    public Document(string path)
    {
        Path = path;
        Name = Repository.Relative(path);
        Text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var prose = Fenced().Replace(Text, "");
        Headings = [.. Heading().Matches(prose).Select(match => match.Groups[1].Value.Trim())];
        Links = [.. Link().Matches(Code().Replace(prose, "")).Select(match => match.Groups[1].Value)];
        Marked = [.. MarkedFence().Matches(Text).Select(match => new MarkedBlock(match.Groups["kind"].Value, match.Groups["source"].Value, match.Groups["body"].Value))];
    }

    public string Path { get; }

    /// <summary>From the repository's folder, with slashes.</summary>
    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<string> Headings { get; }

    /// <summary>Targets of links and images, as written.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>Blocks that say where they come from, by a comment before them: code: FILE#Member, or json: EXAMPLE.</summary>
    public IReadOnlyList<MarkedBlock> Marked { get; }

    /// <summary>Names that links can end with, made of the headings the way Git hosts do.</summary>
    public IEnumerable<string> Anchors =>
        Headings.Select(Anchor).GroupBy(anchor => anchor).SelectMany(same => same.Select((anchor, index) => index == 0 ? anchor : $"{anchor}-{index}"));

    public override string ToString() => Name;

    private static string Anchor(string heading) =>
        NotInAnchors().Replace(LinkText().Replace(heading, "$1").ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^```[\s\S]*?^```\s*$", RegexOptions.Multiline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"`[^`\n]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(<?([^)\s>]+)>?(?: ""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M}_ -]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"^<!-- (?<kind>code|json): (?<source>\S+) -->\n```\w+\n(?<body>[\s\S]*?)^```\s*$", RegexOptions.Multiline)]
    private static partial Regex MarkedFence();
}

/// <param name="Kind">code or json.</param>
/// <param name="Source">Where the block comes from.</param>
/// <param name="Body">What is printed.</param>
internal sealed record MarkedBlock(string Kind, string Source, string Body);
