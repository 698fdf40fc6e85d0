namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>The number of a card is found nowhere once the bank has made its token.</summary>
public sealed class CanaryTests
{
    private const string Number = "5555555555554444";

    [Fact]
    public async Task A_card_number_is_in_no_file_and_no_line_printed()
    {
        var directory = Directory.CreateTempSubdirectory("storefront-canary-").FullName;
        var world = World.At(directory, World.FreePorts(4));
        using var shop = await ShopProcess.StartAsync(
            world.Settings(new Dictionary<string, string?> { ["Serilog:MinimumLevel:Default"] = "Verbose", ["Logging:LogLevel:Default"] = "Trace", ["FraudProtection:Timeout"] = "00:00:20" }),
            world.ShopAddress);
        using (var guest = new Guest(world))
        {
            Assert.StartsWith("Thank you", (await guest.BuyAsync(Number)).Heading, StringComparison.Ordinal);
            await guest.BuyAsync(Guest.DeclinedCard);
        }

        shop.Kill();

        foreach (var secret in new[] { Number, "4000000000000002", "5555 5555 5555 4444" })
        {
            Assert.DoesNotContain(secret, shop.Output, StringComparison.Ordinal);
            foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
                Assert.False(await ContainsAsync(file, secret), $"{file} holds a card number.");
        }

        Directory.Delete(directory, recursive: true);
    }

    private static async Task<bool> ContainsAsync(string file, string text) =>
        (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0;
}
