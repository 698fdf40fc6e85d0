using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Storefront.Tests.Bank;

public sealed class CanaryTests
{
    private const string Number = "5105105105105100";
    private const string Grouped = "5105 1051 0510 5100";
    private const string Code = "8642"; // four digits, so that it does not stand in other numbers by chance

    [Fact]
    public async Task Card_number_and_code_are_in_no_file_and_no_line_of_the_log()
    {
        await using var bank = await TestBank.StartAsync();
        var page = await bank.OpenCardPageAsync();
        await bank.TypeCardAsync(page, number: Grouped, code: Code);                                        // refused: code too long
        await bank.TypeCardAsync(page, number: Grouped + "1", code: Code);                                  // refused
        await bank.TypeCardAsync(page, number: "", code: "", name: Number, expiry: Number);                 // in the wrong fields
        await bank.TypeCardAsync(page, number: Number, code: Code, expiry: "10/26");                        // expired
        await bank.Browser.PostAsync(page, new StringContent($"number={Number}&code={Code}", Encoding.UTF8, "text/plain"));
        var american = await bank.TypeCardAsync(page, number: "378282246310005", code: Code);                // accepted with that code
        await bank.RedeemAsync(TestBank.ReferenceIn(american));
        var accepted = await bank.TypeCardAsync(page, number: Grouped, code: "864");
        var card = (await (await bank.RedeemAsync(TestBank.ReferenceIn(accepted))).Content.ReadFromJsonAsync<JsonObject>())!;
        await bank.AuthorizeAsync("auth", (string)card["token"]!);
        await bank.CaptureAsync("charge", "auth");

        Assert.Equal("5100", (string)card["lastFour"]!);
        AssertNowhere(card.ToJsonString());
        AssertNowhere(bank.Log.Text);
        AssertNowhere(await bank.Browser.GetStringAsync("/"));
        var files = Directory.GetFiles(bank.Directory, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith("bank.db-wal", StringComparison.Ordinal));
        foreach (var file in files)
            AssertNowhere(Encoding.Latin1.GetString(await ReadSharedAsync(file)));
    }

    [Fact]
    public async Task The_search_would_find_them()
    {
        await using var bank = await TestBank.StartAsync();
        await bank.TypeCardAsync(await bank.OpenCardPageAsync(), name: "A Name To Be Found");

        var found = new List<string>();
        foreach (var file in Directory.GetFiles(bank.Directory))
        {
            if (Encoding.Latin1.GetString(await ReadSharedAsync(file)).Contains("A Name To Be Found", StringComparison.Ordinal))
                found.Add(file);
        }

        Assert.NotEmpty(found);
        Assert.Contains("POST /card/{id} answered 303", bank.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fingerprint_key_and_the_folder_are_the_owners_alone()
    {
        if (OperatingSystem.IsWindows())
            return; // access there is inherited from the folder above

        var parent = TestBank.NewFolder();
        var folder = Path.Combine(parent, "data", "bank");
        await using (await TestBank.StartAsync(folder))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "fingerprint.key")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        Directory.Delete(parent, recursive: true);
    }

    private static void AssertNowhere(string text)
    {
        Assert.DoesNotContain(Number, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Grouped, text, StringComparison.Ordinal);
        Assert.DoesNotContain("378282246310005", text, StringComparison.Ordinal);
        Assert.DoesNotMatch($"code\\W{{0,3}}{Code}|^{Code}$", text);
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
