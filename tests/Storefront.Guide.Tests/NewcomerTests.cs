using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Storefront.Web.Tests;

namespace Storefront.Tests.Guide;

/// <summary>Somebody who knows nothing but the README: clones, types its first command, opens the address it names, buys with its card, changes one thing.</summary>
public sealed partial class NewcomerTests : IAsyncLifetime
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("newcomer-");
    private Process? program;

    public Task InitializeAsync() => RunAsync("git", "clone", "--quiet", "--depth", "1", new Uri(Repository.Root).AbsoluteUri, folder.FullName);

    public async Task DisposeAsync()
    {
        if (program is not null)
        {
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync();
            program.Dispose();
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task From_a_clone_to_the_first_assessed_purchase_with_nothing_but_the_readme()
    {
        var first = FirstCommand().Match(Readme);
        var shop = new Uri(first.Groups["address"].Value);
        var service = new Uri(Service().Match(Readme).Groups["address"].Value);
        await StartAsync(first.Groups["command"].Value.Trim(), shop);

        Assert.StartsWith("Thank you", (await BuyAsync(shop, "newcomer@example.com")).Heading, StringComparison.Ordinal);
        Assert.Contains(Sentence().Match(Readme).Groups["sentence"].Value, (await BuyAsync(shop, "newcomer+reject@example.com")).Text, StringComparison.Ordinal);
        Assert.Contains("checking your order", (await BuyAsync(shop, "newcomer+review@example.com")).Heading, StringComparison.Ordinal);

        using var reader = new Browser(service);
        var received = await reader.GetAsync("/");
        foreach (var seen in new[] { "Purchase", "Approve", "Reject", "Review", "n…@example.com", "n…+reject@example.com" })
            Assert.Contains(seen, received.Text, StringComparison.Ordinal);
        using var mailbox = new Browser(shop);
        Assert.Contains("newcomer@example.com", (await mailbox.GetAsync(Mailbox().Match(Readme).Groups["path"].Value)).Text, StringComparison.Ordinal);
    }

    private static async Task<Page> BuyAsync(Uri shop, string email)
    {
        using var browser = new Browser(shop);
        var product = await browser.GetAsync((await browser.GetAsync("/")).Document.QuerySelector("main a[href^='/p/']")!.GetAttribute("href")!);
        var cart = await browser.PressAsync(product, "Add to cart");
        var delivery = await browser.PressAsync(cart, "Check out");
        var bank = await browser.PressAsync(delivery, "Continue", Fill(delivery, ("Email", email), ("First name", "Nelly"), ("Last name", "Newcomer"), ("Address", "1 First Street"), ("City", "Seattle"), ("State or region", "WA"), ("Postal code", "98101")));
        var review = await browser.PressAsync(bank, "Use this card", Fill(bank, ("Name on card", "Nelly Newcomer"), ("Card number", Card().Match(Readme).Groups["card"].Value), ("Expiry date (MM/YY)", "11/39"), ("Security code", "123")));
        var outcome = await browser.PressAsync(review, "Place order");
        for (var wait = 0; outcome.Headers.Contains("Refresh") && wait < 300; wait++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            outcome = await browser.GetAsync(outcome.Address.AbsolutePath);
        }

        return outcome;
    }

    // By what stands beside the fields, which is all a newcomer sees.
    private static (string Name, string Value)[] Fill(Page page, params (string Label, string Value)[] words) => [.. words.Select(word =>
    {
        var label = page.Document.QuerySelectorAll("label").FirstOrDefault(label => label.TextContent.Trim() == word.Label)
            ?? throw new InvalidOperationException($"{page.Address} has no field '{word.Label}'. It says: {page.Text}");
        return (page.Document.GetElementById(label.GetAttribute("for")!)!.GetAttribute("name")!, word.Value);
    })];

    private async Task StartAsync(string command, Uri shop)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        Assert.False(await AnswersAsync(http, shop), $"Something listens on {shop} already: stop it, the README's command needs the address.");
        program = Process.Start(new ProcessStartInfo("bash", ["-c", "exec " + command]) { WorkingDirectory = folder.FullName, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        var said = new List<string?>();
        program.OutputDataReceived += (_, line) => said.Add(line.Data);
        program.ErrorDataReceived += (_, line) => said.Add(line.Data);
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        for (var began = Stopwatch.GetTimestamp(); !await AnswersAsync(http, shop); await Task.Delay(500))
            Assert.True(!program.HasExited && Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(10), $"{command} does not answer on {shop}. It says: {string.Join('\n', said.ToArray())}");
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri address)
    {
        try
        {
            using var answer = await http.GetAsync(address);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string file, params string[] words)
    {
        using var process = Process.Start(file, words);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [GeneratedRegex(@"```\n(?<command>dotnet run [^#\n]+)#[^\n]*(?<address>http://localhost:\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex FirstCommand();

    [GeneratedRegex(@"at <(?<address>http://localhost:\d+)> you see what Fraud Protection was asked", RegexOptions.ExplicitCapture)]
    private static partial Regex Service();

    [GeneratedRegex(@"a mail with a link to it at <http://localhost:\d+(?<path>/\w+)>", RegexOptions.ExplicitCapture)]
    private static partial Regex Mailbox();

    [GeneratedRegex(@"refused with \*(?<sentence>[^*]+)\*", RegexOptions.ExplicitCapture)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"`(?<card>\d{16})`[^|]*\| approves \|", RegexOptions.ExplicitCapture)]
    private static partial Regex Card();
}
