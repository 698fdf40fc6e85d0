namespace Storefront.Web.Tests.Features.OrderList;

/// <summary>Staff find an order by whatever they have of it.</summary>
public sealed class OrderListTests(OrderListTests.Running running) : IClassFixture<OrderListTests.Running>
{
    private World World => running.World;

    [Theory]
    [InlineData("{number}")]
    [InlineData("{number-lower}")]
    [InlineData("zoe.e@example.com")]
    [InlineData("zoë")]
    [InlineData("ELLERY zoe.e")]
    [InlineData("ellery 1111")]
    [InlineData("KIT-CAFE-SAGE")]
    public async Task An_order_is_found_by_number_mail_name_card_and_article(string asked)
    {
        using var staff = await World.SignInAsync(People.Reviewer);
        var query = asked.Replace("{number}", running.Sold.Number, StringComparison.Ordinal).Replace("{number-lower}", running.Sold.Number.ToLowerInvariant(), StringComparison.Ordinal);

        var page = await staff.Browser.GetAsync("/admin/orders?q=" + Uri.EscapeDataString(query));

        Assert.Contains(running.Sold.Number, Numbers(page));
    }

    [Theory]
    [InlineData("q=nobody-of-that-name")]
    [InlineData("q=zoë+5555")]
    [InlineData("q=zoe&status=Cancelled")]
    [InlineData("q=zoe&decision=Reject")]
    [InlineData("q=zoe&to=2020-01-01")]
    [InlineData("q=zoe&page=40")]
    public async Task What_does_not_fit_is_not_shown(string query)
    {
        using var staff = await World.SignInAsync(People.Support);

        Assert.Empty(Numbers(await staff.Browser.GetAsync("/admin/orders?" + query)));
    }

    [Fact]
    public async Task Filters_narrow_and_nonsense_in_the_address_is_ignored()
    {
        using var staff = await World.SignInAsync(People.Support);
        var today = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal([running.Held.Number], Numbers(await staff.Browser.GetAsync("/admin/orders?status=InReview&decision=Review")));
        Assert.Equal(2, Numbers(await staff.Browser.GetAsync($"/admin/orders?from={today[..8]}01&sort=Largest")).Count);
        Assert.Equal(2, Numbers(await staff.Browser.GetAsync("/admin/orders?status=Nonsense&from=yesterday&sort=7&page=x")).Count);
    }

    [Fact]
    public async Task The_export_holds_the_same_orders_and_no_formula()
    {
        using var staff = await World.SignInAsync(People.Administrator);

        var csv = (await staff.Browser.GetAsync("/admin/orders.csv?q=zoe")).Html;

        Assert.Contains("Order,Placed,Status", csv, StringComparison.Ordinal);
        Assert.Contains(running.Sold.Number, csv, StringComparison.Ordinal);
        Assert.DoesNotContain(running.Held.Number, csv, StringComparison.Ordinal);
        Assert.Contains("'=Zoë", csv, StringComparison.Ordinal);
    }

    private static List<string> Numbers(Page page)
    {
        Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
        return [.. page.Document.QuerySelectorAll("tbody th a").Select(link => link.TextContent.Trim())];
    }

    public sealed class Running : IAsyncLifetime
    {
        internal World World { get; private set; } = null!;

        internal Sold Sold { get; private set; } = null!;

        internal Sold Held { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            World = await World.StartAsync();
            using var guest = World.Guest();
            (guest.Email, guest.FirstName) = ("zoe.e@example.com", "=Zoë");
            await guest.BuyAsync(slug: "cafe-mug", sku: "KIT-CAFE-SAGE");
            Sold = await Sold.ByAsync(World, guest);
            using var other = World.Guest();
            other.Street = "1 Review Road";
            await other.BuyAsync(Guest.OtherCard, slug: "cafe-mug", sku: "KIT-CAFE-CREAM");
            Held = await Sold.ByAsync(World, other);
        }

        public Task DisposeAsync() => World.DisposeAsync().AsTask();
    }
}
