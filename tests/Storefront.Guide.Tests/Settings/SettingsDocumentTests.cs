using System.Text;
using System.Text.RegularExpressions;

namespace Storefront.Tests.Guide.Settings;

/// <summary>The reference of settings is made of the classes that read them; nobody writes it by hand.</summary>
[Collection(nameof(DocumentTests))]
public sealed partial class SettingsDocumentTests
{
    private static readonly string File = Path.Combine(Repository.Root, "docs/configure.md");

    [Fact]
    public void The_reference_of_settings_is_that_of_the_code()
    {
        var printed = System.IO.File.ReadAllText(File).ReplaceLineEndings("\n");

        var current = Block().Replace(printed, match => $"<!-- settings: {match.Groups[1].Value} -->\n{Tables(match.Groups[1].Value)}<!-- end -->");

        if (Environment.GetEnvironmentVariable("STOREFRONT_WRITE_DOCUMENTS") == "1" && current != printed)
            System.IO.File.WriteAllText(File, current);
        else
            Assert.Equal(current, printed); // out of date? STOREFRONT_WRITE_DOCUMENTS=1 brings it up to date
        Assert.Equal(SettingsSection.All.Select(section => section.Program).Distinct().Order(StringComparer.Ordinal), Block().Matches(printed).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    private static string Tables(string program)
    {
        var text = new StringBuilder();
        foreach (var section in SettingsSection.All.Where(section => section.Program == program))
        {
            text.Append("\n### `").Append(section.Name).Append("`\n\n| Key | Type | Default | Allowed | Meaning | Environment variable |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (var setting in section.Classes.SelectMany(type => Setting.Of(type, section.Name)))
                text.Append("| `").Append(setting.Key[(section.Name.Length + 1)..]).Append("` | ").AppendJoin(" | ", setting.TypeInWords, setting.DefaultInWords, SettingLimits.InWords(section, setting), Summaries.Of(setting.Property)).Append(" | `").Append(setting.Variable).Append("` |\n");
        }

        return text.Append('\n').ToString();
    }

    [GeneratedRegex(@"<!-- settings: (\w+) -->\n[\s\S]*?<!-- end -->")]
    private static partial Regex Block();
}
