using System.Diagnostics;

namespace Storefront.Web.Tests.Hosting;

/// <summary>What an operator copies to a server: three published programs, each with all it needs, whatever folder it is started from.</summary>
public sealed class PublishTests
{
    [Fact]
    public async Task Three_published_programs_started_from_an_empty_folder_sell()
    {
        var directory = Directory.CreateTempSubdirectory("storefront-published-").FullName;
        var from = Directory.CreateDirectory(Path.Combine(directory, "elsewhere")).FullName;
        var world = World.At(Path.Combine(directory, "data"), World.FreePorts(4));
        var settings = world.Settings(new Dictionary<string, string?>
        {
            ["EmbeddedServices:FraudServer"] = "false",
            ["EmbeddedServices:Bank"] = "false",
            ["FraudProtection:TrustedCertificateFile"] = Path.Combine(world.Directory, "fraud-server", "certificate.pem"),
            ["FraudProtection:Timeout"] = "00:00:20", // a busy machine is no lost answer
        });

        var neighbours = settings.Where(setting => setting.Key != "urls").ToDictionary(); // that one moves whichever program it is given to

        using var service = await ShopProcess.StartPublishedAsync(await PublishAsync("Storefront.FraudServer", directory), from, neighbours, new Uri(world.ServiceAddress, "received.json"));
        using var bank = await ShopProcess.StartPublishedAsync(await PublishAsync("Storefront.Bank", directory), from, neighbours, new Uri(world.BankAddress, "ledger.json"));
        using var shop = await ShopProcess.StartPublishedAsync(await PublishAsync("Storefront.Web", directory), from, settings, new Uri(world.ShopAddress, "health/ready"));

        foreach (var house in new[] { world.ShopAddress, world.ServiceAddress, world.BankAddress })
            await ExpectAssetsAsync(house);
        using (var guest = new Guest(world))
            Assert.StartsWith("Thank you", (await guest.BuyAsync()).Heading, StringComparison.Ordinal);

        Assert.Empty(Directory.EnumerateFileSystemEntries(from));
        foreach (var program in new[] { shop, bank, service })
            program.Kill();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>The page's own stylesheet, script and pictures are there.</summary>
    private static async Task ExpectAssetsAsync(Uri house)
    {
        using var browser = new Browser(house);
        var page = await browser.GetAsync("/");
        var assets = page.Document.QuerySelectorAll("link[rel=stylesheet], script[src], img[src]")
            .Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.NotEmpty(assets);
        using var http = new HttpClient();
        foreach (var asset in assets)
        {
            using var answer = await http.GetAsync(new Uri(house, asset));
            Assert.True(answer.IsSuccessStatusCode, $"{new Uri(house, asset)} answered {(int)answer.StatusCode}.");
        }
    }

    private static async Task<string> PublishAsync(string program, string directory)
    {
        var folder = Path.Combine(directory, program);
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Repository.Root, "src", program), "--no-build", "--configuration", Repository.Configuration, "--output", folder, "-nodeReuse:false"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = directory,
        };
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output);
        return Path.Combine(folder, program + ".dll");
    }
}
