using System.Text.Json.Nodes;

namespace Storefront.Tests.Guide;

/// <summary>Documents are part of the product: what they point at exists, and what they print is what is compiled and contracted.</summary>
[Collection(nameof(DocumentTests))]
public sealed class DocumentTests
{
    [Fact]
    public void Every_link_leads_somewhere()
    {
        var dead = from document in Repository.Documents
                   from link in document.Links
                   where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)
                   where !Exists(document, link)
                   select $"{document.Name}: {link}";

        Assert.Equal([], dead);
    }

    [Fact]
    public void Code_in_documents_is_the_code_that_is_compiled() => Check("code", (printed, source) => printed == SourceCode.Read(source), SourceCode.Read);

    [Fact]
    public void Requests_and_answers_in_documents_are_those_of_the_contract() =>
        Check("json", (printed, source) => printed.Length > 0 && JsonNode.DeepEquals(JsonNode.Parse(printed), JsonNode.Parse(Example(source))), Example);

    [Fact]
    public void Csharp_is_never_printed_without_its_source()
    {
        var unmarked = from document in Repository.Documents
                       where !document.Name.StartsWith("docs/contract/", StringComparison.Ordinal) && document.Name != "src/Storefront.FraudProtection/README.md" // its quick start has a test of its own
                       let fences = document.Text.Split("\n```csharp\n").Length - 1
                       where fences != document.Marked.Count(block => block.Kind == "code")
                       select $"{document.Name}: {fences} blocks of C#, {document.Marked.Count(block => block.Kind == "code")} with a source";

        Assert.Equal([], unmarked);
    }

    [Fact]
    public void The_table_of_contents_names_every_document_by_its_title()
    {
        var contents = Repository.Documents.Single(document => document.Name == "docs/README.md");
        var listed = contents.Text.Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal)).Select(line => line.Split('[', ']', '(', ')')).ToDictionary(part => part[3], part => part[1]);
        var documents = Repository.Documents.Where(document => Path.GetDirectoryName(document.Name) == "docs" && document != contents);

        Assert.Equal(documents.Select(document => $"{Path.GetFileName(document.Name)}: {document.Headings[0]}"), listed.Where(entry => !entry.Key.Contains('/')).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Value}"));
    }

    private static bool Exists(Document from, string link)
    {
        var (file, anchor) = link.Split('#') is [var path, var name] ? (path, name) : (link, null);
        var target = file.Length == 0 ? from.Path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(from.Path)!, Uri.UnescapeDataString(file)));
        if (anchor is null)
            return File.Exists(target) || Directory.Exists(target);
        return File.Exists(target) && (!target.EndsWith(".md", StringComparison.Ordinal) || new Document(target).Anchors.Contains(anchor));
    }

    private static string Example(string file) => File.ReadAllText(Path.Combine(Repository.Root, "docs/contract/examples", file)).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    // With STOREFRONT_WRITE_DOCUMENTS=1 the blocks are brought up to date instead.
    private static void Check(string kind, Func<string, string, bool> same, Func<string, string> read)
    {
        var write = Environment.GetEnvironmentVariable("STOREFRONT_WRITE_DOCUMENTS") == "1";
        var stale = new List<string>();
        foreach (var document in Repository.Documents)
        {
            var text = document.Text;
            foreach (var block in document.Marked.Where(block => block.Kind == kind && !same(block.Body, block.Source)))
            {
                stale.Add($"{document.Name}: {block.Source}");
                var language = kind == "code" ? "csharp" : "json";
                text = text.Replace($"<!-- {kind}: {block.Source} -->\n```{language}\n{block.Body}```", $"<!-- {kind}: {block.Source} -->\n```{language}\n{read(block.Source)}```", StringComparison.Ordinal);
            }

            if (write && text != document.Text)
                File.WriteAllText(document.Path, text);
        }

        Assert.True(write || stale.Count == 0, "Out of date; bring them up to date with STOREFRONT_WRITE_DOCUMENTS=1:\n" + string.Join('\n', stale));
    }
}
