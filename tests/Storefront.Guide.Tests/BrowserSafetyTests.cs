using System.Text.RegularExpressions;

namespace Storefront.Tests.Guide;

/// <summary>What no script and no form of ours may do.</summary>
public sealed partial class BrowserSafetyTests
{
    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void No_script_makes_markup_or_code_of_text()
    {
        var scripts = Files("*.js").ToList();

        Assert.True(scripts.Count >= 4, string.Join(' ', scripts));
        Assert.Equal([], scripts.Where(file => Dangerous().IsMatch(File.ReadAllText(file))));
    }

    // What the fingerprinting script keeps is said in its document, and asked for first.
    [Fact]
    public void No_script_keeps_anything_in_the_browser() =>
        Assert.Equal([], Files("*.js").Where(file => Path.GetFileName(file) != "mdt.js" && Kept().IsMatch(File.ReadAllText(file))));

    [Fact]
    public void Nothing_hinders_pasting_and_password_managers()
    {
        Assert.Equal([], Files("*.js").Concat(Files("*.cshtml")).Concat(Files("*.razor")).Where(file => Hindrance().IsMatch(File.ReadAllText(file))));
    }

    [Fact]
    public void Every_password_field_hides_what_is_typed_and_says_which_password_it_wants()
    {
        var fields = Files("*.cshtml").Concat(Files("*.razor")).SelectMany(file => Field().Matches(File.ReadAllText(file)).Select(field => (File: Path.GetFileName(file), Text: field.Value))).ToList();

        Assert.True(fields.Count >= 8, string.Join('\n', fields));
        Assert.Equal([], fields.Where(field => !field.Text.Contains("password\"", StringComparison.Ordinal) || !Wanted().IsMatch(field.Text)));
    }

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\s*['""]")]
    private static partial Regex Dangerous();

    [GeneratedRegex(@"localStorage|sessionStorage|indexedDB|document\.cookie|\bcaches\.")]
    private static partial Regex Kept();

    [GeneratedRegex(@"onpaste|'paste'|""paste""|autocomplete=""off""[^>]*type=""password""|type=""password""[^>]*autocomplete=""off""")]
    private static partial Regex Hindrance();

    // Fields of the shop (new Field("Password", …)) and inputs of the service's portal.
    [GeneratedRegex(@"new Field\(""\w*[Pp]assword\w*""[^\n]*|<input[^>]*name=""\w*[Pp]assword\w*""[^>]*>|<Field [^>]*Type=""password""[^>]*>")]
    private static partial Regex Field();

    [GeneratedRegex(@"current-password|new-password")]
    private static partial Regex Wanted();
}
