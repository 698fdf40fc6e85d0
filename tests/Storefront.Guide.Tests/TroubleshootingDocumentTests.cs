namespace Storefront.Tests.Guide;

/// <summary>Whoever looks for a message finds it.</summary>
public sealed class TroubleshootingDocumentTests
{
    [Fact]
    public void Every_message_of_the_programs_is_in_the_document()
    {
        var document = Repository.Documents.Single(document => document.Name == "docs/troubleshooting.md").Text.Replace("\\|", "|", StringComparison.Ordinal);

        var missing = Messages.InTheCode.Where(message => !document.Contains(message.Text, StringComparison.Ordinal)).Select(message => $"{message.File}: {message.Text}").ToList();

        Assert.True(missing.Count == 0, "Out of date: docs/troubleshooting.md lacks what these say: " + string.Join(" · ", missing));
    }

    [Fact]
    public void Messages_are_found_in_every_program() =>
        Assert.All(["Web", "Bank", "FraudServer", "FraudProtection"], program => Assert.True(Messages.InTheCode.Count(message => message.File.StartsWith($"src/Storefront.{program}/", StringComparison.Ordinal)) >= 10, program));
}
