using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Storefront.Tests.Guide;

/// <summary>The smallest sample: it asks, it acts, it tells, and it builds against the package alone.</summary>
public sealed partial class MinimalCheckoutTests : IAsyncLifetime
{
    private static readonly string Configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
    private readonly string folder = Directory.CreateTempSubdirectory("minimal-").FullName;
    private Service service = null!;

    public async Task InitializeAsync() => service = await Service.StartAsync();

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("nora@example.com", "Thank you.", "Approved")]
    [InlineData("nora+reject@example.com", "The order cannot be processed at this time. Please try again later.", "Rejected")]
    public async Task It_asks_before_it_charges_and_tells_what_became_of_it(string email, string answer, string status)
    {
        var program = Path.Combine(Repository.Root, "samples/MinimalCheckout/bin", Configuration, "net10.0/MinimalCheckout.dll");
        var (sample, address) = await RunningSample.StartAsync(program, service.ClientSettings);
        await using var running = sample;

        var (purchaseId, page) = await BuyAsync(address, email);

        Assert.Contains(answer, page, StringComparison.Ordinal);
        var events = await service.ReceivedAsync(purchaseId);
        Assert.Equal(["Purchase", "PurchaseStatus"], events.Select(received => received["event"]!.GetValue<string>()));
        Assert.Equal(status, events[1]["request"]!["statusType"]!.GetValue<string>());
        Assert.Equal(events[0]["correlationId"]!.GetValue<string>(), events[1]["correlationId"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_first_call_of_the_guide_gets_its_answer() =>
        Assert.True(await Snippets.CallAsync([.. service.ClientSettings.Select(setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}"),
            "--FraudProtection:Enabled=true", "--FraudProtection:Resource=https://api.dfp.local", "--FraudProtection:ClientId=22222222-2222-2222-2222-222222222222",
            "--FraudProtection:ClientSecret=local-development-secret", "--FraudProtection:EnvironmentId=33333333-3333-3333-3333-333333333333"]));

    [Fact]
    public async Task It_builds_against_the_package_alone()
    {
        await DotnetAsync("pack", Path.Combine(Repository.Root, "src/Storefront.FraudProtection"), "--no-build", "--configuration", Configuration, "--output", folder);
        var version = Path.GetFileNameWithoutExtension(Directory.GetFiles(folder, "*.nupkg").Single())["Storefront.FraudProtection.".Length..];
        var shop = Directory.CreateDirectory(Path.Combine(folder, "shop")).FullName;
        File.Copy(Path.Combine(Repository.Root, "samples/MinimalCheckout/Program.cs"), Path.Combine(shop, "Program.cs"));
        await File.WriteAllTextAsync(Path.Combine(shop, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{folder}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{folder}/packages</RestorePackagesPath>
                <RestoreFallbackFolders>{Packages()}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Storefront.FraudProtection" Version="{version}" />
              </ItemGroup>
            </Project>
            """);

        await DotnetAsync("build", shop);

        Assert.True(File.Exists(Path.Combine(shop, "bin/Debug/net10.0/Shop.dll")));
    }

    private static async Task<(string PurchaseId, string Page)> BuyAsync(Uri shop, string email)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = shop };
        var form = Hidden().Matches(await browser.GetStringAsync(new Uri("/", UriKind.Relative))).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        form["email"] = email;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await browser.PostAsync(new Uri("/buy", UriKind.Relative), content);
        using var again = await browser.PostAsync(new Uri("/buy", UriKind.Relative), content);

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(page, await again.Content.ReadAsStringAsync());
        return (form["purchaseId"], page);
    }

    /// <summary>What this build restored: nothing is downloaded twice.</summary>
    private static string Packages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");

    private static async Task DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);               // the test runner's own build tools are not ours
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var failed = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await said + await failed);
    }

    [GeneratedRegex("""type="hidden" name="([^"]+)" value="([^"]+)">""")]
    private static partial Regex Hidden();
}
