using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Fulfilment;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Tests.Features.Profile;

namespace Storefront.Web.Tests.Features.MyOrders;

/// <summary>A customer's orders: seen, printed, cancelled, asked back and claimed by whose they are, and by nobody else.</summary>
public sealed class MyOrdersTests(AccountWorld running) : IClassFixture<AccountWorld>
{
    private World World => running.World;

    [Fact]
    public async Task An_order_is_listed_told_and_printed_and_says_nothing_of_how_it_was_judged()
    {
        using var nora = await running.JoinAsync();
        var sold = await BuyAsync(nora.Guest);

        var list = await nora.Browser.GetAsync("/account/orders");
        Assert.Contains(sold.Number, list.Text, StringComparison.Ordinal);
        var order = await nora.Browser.GetAsync($"/account/orders/{sold.Number}");
        Assert.Contains("Payment taken", order.Text, StringComparison.Ordinal);
        var print = await nora.Browser.GetAsync(order.Link("Print").PathAndQuery);
        Assert.Contains("418 Example Avenue", print.Text, StringComparison.Ordinal);
        Assert.Contains("Visa ending 1111", print.Text, StringComparison.Ordinal);
        foreach (var word in new[] { "fraud", "score", "rule", "risk" })
            Assert.DoesNotContain(word, order.Text + print.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Another_shoppers_order_is_not_there_whatever_is_asked()
    {
        using var nora = await running.JoinAsync();
        using var bela = await running.JoinAsync("bela");
        var sold = await BuyAsync(nora.Guest);
        var form = (await bela.Browser.GetAsync("/account/profile")).FindButton("Save profile").Form;

        foreach (var page in new[] { "", "/print", "/return" })
            Assert.Equal(HttpStatusCode.NotFound, (await bela.Browser.GetAsync($"/account/orders/{sold.Number}{page}")).Status);
        foreach (var action in new[] { "/cancel", "/return" })
            Assert.Equal(HttpStatusCode.NotFound, (await bela.Browser.PostAsync(new Uri(World.ShopAddress, $"/account/orders/{sold.Number}{action}"), Page.Fields(form, null))).Status);
        Assert.Equal(OrderStatus.Paid, (await sold.OrderAsync()).Status);
        Assert.DoesNotContain(sold.Number, (await bela.Browser.GetAsync("/account/orders")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_cancelled_until_something_has_left()
    {
        using var nora = await running.JoinAsync();
        var sold = await BuyAsync(nora.Guest);
        var page = await nora.Browser.GetAsync($"/account/orders/{sold.Number}");

        var cancelled = await nora.Browser.PressAsync(page, "Cancel the order");
        await nora.Browser.PressAsync(page, "Cancel the order");

        Assert.Contains("You cancelled the order", cancelled.Text, StringComparison.Ordinal);
        Assert.Single(await sold.ReceivedAsync(6), row => row.Story == "PurchaseStatus Canceled CustomerRequest");

        var other = await BuyAsync(nora.Guest);
        var before = await nora.Browser.GetAsync($"/account/orders/{other.Number}");
        await ShipAsync(other);
        var refused = await nora.Browser.PressAsync(before, "Cancel the order");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("has left already", refused.One("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_is_asked_for_once_and_its_refund_is_seen()
    {
        using var nora = await running.JoinAsync();
        var sold = await BuyAsync(nora.Guest, quantity: 2);
        await ShipAsync(sold);
        var form = await nora.Browser.GetAsync($"/account/orders/{sold.Number}/return");

        var line = (await sold.OrderAsync()).Lines[0].Id;
        var nothing = await nora.Browser.PressAsync(form, "Ask for a return");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.Status);
        Assert.Contains("Choose what you want to send back", nothing.Text, StringComparison.Ordinal);
        var many = await nora.Browser.PressAsync(form, "Ask for a return", ($"Pieces[{line}]", "3"), ($"Reasons[{line}]", "Damaged"), ("Note", "A crack"));
        Assert.Contains("At most 2 of", many.Text, StringComparison.Ordinal);
        Assert.Equal(("3", "A crack"), (many.Document.QuerySelector($"[name='Pieces[{line}]']")!.GetAttribute("value"), many.Document.QuerySelector("[name=Note]")!.TextContent));
        await nora.Browser.PressAsync(form, "Ask for a return", ($"Pieces[{line}]", "1"), ($"Reasons[{line}]", "Damaged"), ("Note", "A crack"));
        var order = await nora.Browser.PressAsync(form, "Ask for a return", ($"Pieces[{line}]", "1"), ($"Reasons[{line}]", "Damaged"), ("Note", "A crack"));

        Assert.Contains("We are looking at it", order.Text, StringComparison.Ordinal);
        var request = await World.LookAsync(db => db.Returns.Include(found => found.Refund).SingleAsync(found => found.OrderId == sold.Id));
        Assert.Equal(("A crack", RefundState.Requested), (request.Note, request.Refund!.State));
        Assert.Contains((await sold.ReceivedAsync(5)), row => row.Story == "Refund Unknown CustomerRequest");
    }

    [Fact]
    public async Task A_guests_order_is_claimed_by_whose_proven_mailbox_it_was_confirmed_to()
    {
        using var nora = await running.JoinAsync();
        using var bela = await running.JoinAsync("bela");
        using var guest = World.Guest();
        guest.Email = nora.Email;
        var sold = await BuyAsync(guest);
        await World.LookAsync(db => db.Users.Where(customer => customer.Id == nora.Id).ExecuteUpdateAsync(customer => customer.SetProperty(found => found.EmailConfirmed, false)));
        Assert.DoesNotContain("Add to my orders", (await nora.Browser.GetAsync("/account/orders")).Text, StringComparison.Ordinal);
        await World.LookAsync(db => db.Users.Where(customer => customer.Id == nora.Id).ExecuteUpdateAsync(customer => customer.SetProperty(found => found.EmailConfirmed, true)));
        Assert.DoesNotContain("Add to my orders", (await bela.Browser.GetAsync("/account/orders")).Text, StringComparison.Ordinal);

        var list = await nora.Browser.PressAsync(await nora.Browser.GetAsync("/account/orders"), "Add to my orders");

        Assert.Contains(sold.Number, list.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await nora.Browser.GetAsync($"/account/orders/{sold.Number}")).Status);
    }

    [Fact]
    public async Task A_guests_order_is_claimed_through_its_signed_link_by_the_first_who_comes()
    {
        using var nora = await running.JoinAsync();
        using var bela = await running.JoinAsync("bela");
        using var guest = World.Guest();
        var sold = await BuyAsync(guest);
        string link;
        await using (var scope = World.Services.CreateAsyncScope())
            link = $"/orders/{sold.Number}?key={await scope.ServiceProvider.GetRequiredService<OrderLinks>().KeyAsync(sold.Number, default)}";
        var late = await bela.Browser.GetAsync(link);

        var claimed = await nora.Browser.PressAsync(await nora.Browser.GetAsync(link), "Add it to mine");
        Assert.Equal($"/account/orders/{sold.Number}", claimed.Address.AbsolutePath);

        Assert.Equal(HttpStatusCode.NotFound, (await bela.Browser.PressAsync(late, "Add it to mine")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bela.Browser.GetAsync($"/account/orders/{sold.Number}")).Status);
        Assert.DoesNotContain("Add it to mine", (await guest.Browser.GetAsync(link)).Text, StringComparison.Ordinal);
    }

    private async Task<Sold> BuyAsync(Guest guest, int quantity = 1)
    {
        await guest.BuyAsync(slug: "cafe-mug", sku: "KIT-CAFE-CREAM", quantity: quantity);
        var sold = await Sold.ByAsync(World, guest);
        await World.EventuallyAsync(sold.OrderAsync, order => order.Status == OrderStatus.Paid, TimeSpan.FromSeconds(60));
        return sold;
    }

    private static async Task ShipAsync(Sold sold)
    {
        var lines = await sold.AllLinesAsync();
        Assert.Null(await sold.AtAsync<FulfilmentDesk>(desk => desk.ShipAsync(sold.Id, new Parcel(Guid.NewGuid(), "Hauler", "H-1", lines), default)));
    }
}
