using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace Storefront.Tests.FraudProtection;

/// <summary>What a merchant takes away.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("package-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_package_depends_on_nothing_but_MSAL_Polly_and_Microsoft_s_extensions()
    {
        using var package = await PackAsync();
        await using var nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();

        var dependencies = metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value);
        Assert.Equal(
            "Microsoft.Extensions.Configuration.Binder, Microsoft.Extensions.Http, Microsoft.Identity.Client, Polly.Core",
            string.Join(", ", dependencies.Order(StringComparer.Ordinal)));
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "frameworkReference");
        Assert.Equal("README.md", metadata.Elements().Single(element => element.Name.LocalName == "readme").Value);

        Assert.NotNull(package.GetEntry("README.md"));
        Assert.NotNull(package.GetEntry("lib/net10.0/Storefront.FraudProtection.dll"));
        Assert.NotNull(package.GetEntry("lib/net10.0/Storefront.FraudProtection.xml"));
    }

    [Fact]
    public async Task The_quick_start_of_the_README_is_the_code_that_is_compiled_here()
    {
        var compiled = Between(await File.ReadAllTextAsync(Path.Combine(Repository.Tests, "QuickStart.cs")), "// begin\n", "        // end");
        var printed = Between(await File.ReadAllTextAsync(Path.Combine(Repository.Library, "README.md")), "```csharp\n", "```");

        Assert.Equal(string.Join('\n', compiled.Split('\n').Select(line => line.Length > 8 ? line[8..] : line.Trim())), printed);
        Assert.True(printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length <= 10);
    }

    [Fact]
    public async Task Every_setting_is_explained_in_the_README()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Library, "README.md"));

        Assert.All(typeof(Storefront.FraudProtection.FraudProtectionOptions).GetProperties(), setting => Assert.Contains($"`{setting.Name}`", readme, StringComparison.Ordinal));
    }

    private static string Between(string text, string begin, string end)
    {
        var start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[start..text.IndexOf(end, start, StringComparison.Ordinal)];
    }

    // What the test's own build made is packed, so nothing is compiled here.
    private async Task<ZipArchive> PackAsync()
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var start = new ProcessStartInfo("dotnet", ["pack", Repository.Library, "--no-build", "--configuration", configuration, "--output", folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);               // the test runner's own build tools are not ours

        using var pack = Process.Start(start)!;
        var said = await pack.StandardOutput.ReadToEndAsync() + await pack.StandardError.ReadToEndAsync();
        await pack.WaitForExitAsync();
        Assert.True(pack.ExitCode == 0, said);
        return await ZipFile.OpenReadAsync(Directory.GetFiles(folder, "*.nupkg").Single());
    }
}
