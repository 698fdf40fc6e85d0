using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Device;

namespace Storefront.Web.Tests.Features.Device;

/// <summary>The script of Fraud Protection under the shop's own address: asked for first, harmless when absent, and what comes of it.</summary>
public sealed class DeviceTests : IAsyncLifetime
{
    private const string Browser = "ffcd2745-feb6-4dcf-b984-ede795763429";
    private World world = null!;

    public async Task InitializeAsync() => world = await World.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["DeviceFingerprinting:Enabled"] = "true",
        ["FraudServer:Fingerprinting:Enabled"] = "true",
    });

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Whoever_allows_it_is_judged_with_the_browser_and_found_again_by_it()
    {
        using var first = new Guest(world) { Email = "first@example.com" };
        using var second = new Guest(world) { Email = "second@example.com", Street = "1 Other Street" };
        foreach (var (guest, card) in new[] { (first, Guest.GoodCard), (second, Guest.OtherCard) })
        {
            var review = await ReviewAsync(guest, card);
            var script = review.Document.QuerySelector("script[src^='/mdt.js']")!.GetAttribute("src")!;
            Assert.Contains("window.dfp", await ReadAsync(script), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NoContent, await TellAsync(guest.Checkout, Browser));
            await guest.PlaceAndWaitAsync(review);
        }

        var bought = (await world.ReceivedAsync()).Where(row => row.Event == "Purchase").ToList();
        Assert.Equal(
            [DeviceScript.SessionOf(first.Checkout), DeviceScript.SessionOf(second.Checkout)],
            bought.Select(row => row.Request.GetProperty("deviceContext").GetProperty("deviceContextId").GetString()!));
        Assert.All(bought, row => Assert.Equal("Win32", row.Response.GetProperty("resultDetails").GetProperty("DeviceAttributes").GetProperty("Platform").GetString()));
        var numbers = await world.LookAsync(db => db.Orders.OrderBy(order => order.Id).Select(order => order.Number).ToListAsync());
        using var staff = await world.SignInAsync(People.Administrator);
        var file = await staff.Browser.GetAsync($"/admin/orders/{numbers[1]}");
        Assert.Contains(Browser, file.Text, StringComparison.Ordinal);
        Assert.Contains(numbers[0], file.Text, StringComparison.Ordinal);
        Assert.Contains("device", file.Document.QuerySelectorAll("tr, li").First(row => row.TextContent.Contains(numbers[0], StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_does_not_allow_it_is_not_looked_at()
    {
        using var guest = new Guest(world);
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");

        var review = await guest.ToReviewAsync();

        Assert.False(review.Has("script[src^='/mdt.js']"));
        Assert.Equal(HttpStatusCode.NotFound, await TellAsync(guest.Checkout, Browser));
        await guest.PlaceAndWaitAsync(review);
        var purchase = Assert.Single(await world.ReceivedAsync(), row => row.Event == "Purchase").Request;
        Assert.Equal(purchase.GetProperty("purchaseId").GetString(), purchase.GetProperty("deviceContext").GetProperty("deviceContextId").GetString());
    }

    [Fact]
    public async Task A_yes_taken_back_takes_back_what_was_told()
    {
        using var guest = new Guest(world);
        await ReviewAsync(guest, Guest.GoodCard);
        await TellAsync(guest.Checkout, Browser);

        await guest.Browser.PressAsync(await guest.Browser.GetAsync("/checkout"), "Continue", [.. guest.Delivery(), ("DeviceAllowed", "false")]);

        var review = await guest.Browser.GetAsync($"/checkout/{guest.Checkout}/review");
        Assert.False(review.Has("script[src^='/mdt.js']"));
        Assert.Null(await world.LookAsync(db => db.Checkouts.Where(checkout => checkout.Id == guest.Checkout).Select(checkout => checkout.DeviceId).SingleAsync()));
    }

    [Fact]
    public async Task A_blocked_script_or_a_service_without_it_changes_nothing_for_the_shopper()
    {
        await world.RestartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["DeviceFingerprinting:Enabled"] = "true", ["DeviceFingerprinting:AskFirst"] = "false" });
        using var guest = new Guest(world);
        Assert.False((await guest.Browser.GetAsync("/checkout")).Has("#DeviceAllowed"));
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");

        var review = await guest.ToReviewAsync();

        using var http = new HttpClient();
        using var script = await http.GetAsync(new Uri(world.ShopAddress, review.Document.QuerySelector("script[src^='/mdt.js']")!.GetAttribute("src")!));
        Assert.Equal(HttpStatusCode.NotFound, script.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync(guest.Checkout, Browser));
        Assert.StartsWith("Thank you", (await guest.PlaceAndWaitAsync(review)).Heading, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("""{"sessionId":7,"attributes":{}}""")]
    [InlineData("""{"sessionId":"00000000000000000000000000000000","attributes":{}}""")]
    public async Task What_no_page_of_ours_sends_is_not_forwarded(string body) => Assert.Equal(HttpStatusCode.NotFound, await PostAsync(body));

    [Fact]
    public async Task A_report_that_is_too_large_is_refused() => Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(new string(' ', 20_000)));

    private static async Task<Page> ReviewAsync(Guest guest, string card)
    {
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var delivery = await guest.Browser.GetAsync("/checkout");
        return await guest.PayAsync(await guest.Browser.PressAsync(delivery, "Continue", [.. guest.Delivery(), ("DeviceAllowed", "true")]), card);
    }

    private async Task<string> ReadAsync(string address)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(world.ShopAddress, address));
    }

    // As the script does: text, and no cookies.
    private Task<HttpStatusCode> TellAsync(Guid checkout, string device) =>
        PostAsync($$$"""{"sessionId":"{{{checkout:N}}}","customerId":"e","attributes":{"deviceId":"{{{device}}}","platform":"Win32"}}""");

    private async Task<HttpStatusCode> PostAsync(string body)
    {
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "text/plain");
        using var answer = await http.PostAsync(new Uri(world.ShopAddress, "mdt/collect"), content);
        return answer.StatusCode;
    }
}
