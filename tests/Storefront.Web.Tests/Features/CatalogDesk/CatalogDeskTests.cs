using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Catalog;

namespace Storefront.Web.Tests.Features.CatalogDesk;

/// <summary>Prices, stock and visibility change on a page or from a file, safely while shoppers buy, and the shop's pages follow.</summary>
public sealed class CatalogDeskTests : IAsyncLifetime
{
    private const string Address = "/admin/catalog/ridgeway-2";
    private const string Sku = "TNT-RIDGE-2-MOSS";
    private World world = null!;
    private Guest admin = null!;

    public async Task InitializeAsync()
    {
        world = await World.StartAsync(new Dictionary<string, string?> { ["Catalog:RefreshInterval"] = "1.00:00:00" }); // only what is told is seen
        admin = await world.SignInAsync(People.Administrator);
    }

    public async Task DisposeAsync()
    {
        admin.Dispose();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task A_price_changed_on_the_page_is_the_price_in_the_shop_and_in_the_audit_trail()
    {
        var (page, line) = await EditAsync();

        var saved = await admin.Browser.PressAsync(page, "Save product", ($"Variants[{line}].Price", "333.30"));

        Assert.Contains("Saved", saved.Text, StringComparison.Ordinal);
        using var shopper = world.Visit();
        await World.EventuallyAsync(() => shopper.GetAsync("/p/ridgeway-2"), shop => shop.Text.Contains("333.30", StringComparison.Ordinal));
        Assert.Contains($"\"{Sku} price\":333.3", await world.LookAsync(db => db.AuditEntries.Select(entry => entry.After).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_product_leaves_the_shop()
    {
        var (page, _) = await EditAsync();

        await admin.Browser.PressAsync(page, "Save product", ("Visible", "false"));

        using var shopper = world.Visit();
        await World.EventuallyAsync(() => shopper.GetAsync("/p/ridgeway-2"), shop => shop.Status == HttpStatusCode.NotFound);
        Assert.Contains("Ridgeway", (await admin.Browser.GetAsync("/admin/catalog?show=hidden")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stock_that_moved_meanwhile_is_not_overwritten_but_can_be_adjusted()
    {
        var (page, line) = await EditAsync();
        var before = await StockAsync();
        using var guest = world.Guest();
        await guest.BuyAsync();

        var refused = await admin.Browser.PressAsync(page, "Save product", ($"Variants[{line}].Stock", "100"), ($"Variants[{line}].Price", "1.00"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("the stock moved meanwhile", refused.One($"[id='Variants[{line}]Stock-error']"), StringComparison.Ordinal);
        Assert.Equal(before - 1, await StockAsync());
        Assert.NotEqual(1.00m, await PriceAsync());

        await admin.Browser.PressAsync(page, "Save product", ($"Variants[{line}].AdjustBy", "12"));
        Assert.Equal(before + 11, await StockAsync());
        var impossible = await admin.Browser.PressAsync(page, "Save product", ($"Variants[{line}].AdjustBy", "-100000"));
        Assert.Contains("cannot be changed by", impossible.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adjustments_at_the_same_moment_all_count()
    {
        var (page, line) = await EditAsync();
        var before = await StockAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => admin.Browser.PressAsync(page, "Save product", ($"Variants[{line}].AdjustBy", "2"))));

        Assert.Equal(before + 12, await StockAsync());
    }

    [Fact]
    public async Task A_file_is_shown_line_by_line_and_applied_once_as_a_whole()
    {
        var before = await StockAsync();
        var wrong = await UploadAsync($"sku,price,adjust\n{Sku},banana,\nNO-SUCH,1.00,\n{Sku},2.00,1\n");
        Assert.Contains("'banana' is no price", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("There is no NO-SUCH", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("stands in the file twice", wrong.Text, StringComparison.Ordinal);
        Assert.False(wrong.Has("main form"));

        var preview = await UploadAsync($"\ufeffsku,product,price,adjust\r\n{Sku},\"Two, person\",199.50,5\r\n");
        Assert.Contains("1 lines, 1 with changes", preview.Text, StringComparison.Ordinal);
        Assert.Equal(before, await StockAsync());
        await admin.Browser.PressAsync(preview, "Apply 1 change");
        await admin.Browser.PressAsync(preview, "Apply 1 change");

        Assert.Equal((before + 5, 199.50m), (await StockAsync(), await PriceAsync()));
        Assert.Equal(1, await world.LookAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "Catalogue imported")));
        var export = await admin.Browser.GetAsync("/admin/catalog.csv");
        Assert.Contains($"{Sku},", export.Html, StringComparison.Ordinal);
        Assert.Contains("199.5", export.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Support_reads_the_catalogue_and_changes_nothing()
    {
        using var support = await world.SignInAsync(People.Support);

        var page = await support.Browser.GetAsync(Address);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("Save product", page.Text, StringComparison.Ordinal);
    }

    private async Task<(Page Page, int Line)> EditAsync()
    {
        var page = await admin.Browser.GetAsync(Address);
        var name = page.Document.QuerySelector($"input[value='{Sku}']")!.GetAttribute("name")!;
        return (page, int.Parse(name["Variants[".Length..name.IndexOf(']', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<Page> UploadAsync(string csv)
    {
        var page = await admin.Browser.GetAsync("/admin/catalog/import");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/catalog/import");
        request.Content = new MultipartFormDataContent
        {
            { new StringContent(page.Document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "catalog.csv" },
        };
        using var answer = await admin.Browser.SendOnceAsync(request);
        return await admin.Browser.GetAsync(answer.Headers.Location!.OriginalString);
    }

    private Task<int> StockAsync() => world.LookAsync(db => Variant(db).Select(variant => variant.Stock).SingleAsync());

    private Task<decimal> PriceAsync() => world.LookAsync(db => Variant(db).Select(variant => variant.Price).SingleAsync());

    private static IQueryable<Variant> Variant(Data.StoreDb db) => db.Variants.AsNoTracking().Where(variant => variant.Sku == Sku);
}
