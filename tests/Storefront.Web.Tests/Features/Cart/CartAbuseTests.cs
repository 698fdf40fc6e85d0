using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Cart;

/// <summary>What other shops let through. A refusal leaves the cart as it was and says why beside the field.</summary>
public sealed class CartAbuseTests(Shop shop) : IClassFixture<Shop>
{
    private const string Mug = "KIT-CAFE-CREAM";

    [Fact]
    public async Task A_price_a_name_or_a_total_sent_along_is_ignored()
    {
        using var shopper = shop.Visit();

        var cart = await shopper.PressAsync(
            await shopper.GetAsync("/p/cafe-mug"), "Add to cart",
            ("product", Mug), ("quantity", "1"), ("price", "0.01"), ("unitPrice", "-100"), ("UnitPrice", "0.01"), ("total", "0"), ("name", "Free mug"), ("tax", "0"));

        Assert.Equal("Café mug", cart.One(".item a"));
        Assert.Equal("$18.00", cart.One(".lines .total.number"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("21")]
    [InlineData("2147483647")]
    [InlineData("99999999999999999999")]
    [InlineData("1.5")]
    [InlineData("1e1")]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("<b>1</b>")]
    public async Task A_bad_quantity_comes_back_on_the_product_page_beside_the_field(string quantity)
    {
        using var shopper = shop.Visit();
        await shopper.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS", "2");

        var page = await shopper.AddAsync("cafe-mug", Mug, quantity);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Café mug", page.Heading);
        Assert.Equal("We send at most 20 of one thing. Choose 1 to 20.", page.One("#quantity-error"));
        Assert.Equal(quantity, page.Document.QuerySelector("#quantity")!.GetAttribute("value"));
        Assert.StartsWith("Error: ", page.Document.Title, StringComparison.Ordinal);
        Assert.Equal("Cart2 items", (await shopper.GetAsync("/cart")).One(".head-link.cart"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("21")]
    [InlineData("2147483648")]
    [InlineData("x")]
    public async Task A_bad_quantity_in_the_cart_comes_back_at_its_line_with_everything_else_unchanged(string quantity)
    {
        using var shopper = shop.Visit();
        await shopper.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS", "2");
        var cart = await shopper.AddAsync("cafe-mug", Mug, "3");

        var page = await shopper.PressAsync(cart, "Update cart", ("Lines[0].Quantity", "4"), ("Lines[1].Quantity", quantity));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("We send at most 20 of one thing. Choose 1 to 20.", page.One("#q-1-error"));
        Assert.Equal(quantity, page.Document.QuerySelector("#q-1")!.GetAttribute("value"));
        Assert.Equal("4", page.Document.QuerySelector("#q-0")!.GetAttribute("value"));
        Assert.Equal("true", page.Document.QuerySelector("#q-1")!.GetAttribute("aria-invalid"));
        Assert.Equal("Cart5 items", page.One(".head-link.cart"));
        Assert.Equal("Cart5 items", (await shopper.GetAsync("/cart")).One(".head-link.cart"));
    }

    [Fact]
    public async Task Additions_stop_at_the_limit_and_never_overflow()
    {
        using var shopper = shop.Visit();
        await shopper.AddAsync("cafe-mug", Mug, "20");

        var page = await shopper.AddAsync("cafe-mug", Mug, "1");

        Assert.Equal("You have 20 in the cart already, and we send at most 20 of one thing.", page.One("#quantity-error"));
        Assert.Equal("20", (await shopper.GetAsync("/cart")).Document.QuerySelector("#q-0")!.GetAttribute("value"));
    }

    [Fact]
    public async Task More_than_there_is_is_refused_with_the_number_left()
    {
        using var shopper = shop.Visit();
        await shop.LookAsync(db => db.Variants.Where(variant => variant.Sku == "PCK-TWO-32-INK").ExecuteUpdateAsync(variant => variant.SetProperty(v => v.Stock, 2)));

        Assert.Equal("Only 2 left. Choose 1 to 2.", (await shopper.AddAsync("two-night-rolltop", "PCK-TWO-32-INK", "3")).One("#quantity-error"));
        await shopper.AddAsync("two-night-rolltop", "PCK-TWO-32-INK", "2");
        Assert.Equal("Only 2 left, and you have 2 in the cart already.", (await shopper.AddAsync("two-night-rolltop", "PCK-TWO-32-INK", "1")).One("#quantity-error"));
    }

    [Theory]
    [InlineData("NO-SUCH-THING")]
    [InlineData("")]
    [InlineData("kit-cafe-cream")]
    [InlineData("1")]
    [InlineData("' OR 1=1 --")]
    public async Task An_unknown_product_leaves_the_cart_as_it_was_and_says_so(string product)
    {
        using var shopper = shop.Visit();
        await shopper.AddAsync("cafe-mug", Mug, "1");

        var page = await shopper.AddAsync("ridgeway-2", product, "1");

        Assert.Equal("/cart", page.Address.AbsolutePath);
        Assert.Contains("not in the shop", page.One("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("Café mug", page.One(".item a"));
    }

    [Fact]
    public async Task An_unknown_product_gives_a_new_visitor_neither_cart_nor_cookie()
    {
        using var answer = await shop.PostBareAsync("/cart/add", [("product", "NO-SUCH-THING"), ("quantity", "1")]);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Empty(answer.Headers.Cookies());
    }

    [Fact]
    public async Task An_update_of_lines_nobody_has_changes_nothing()
    {
        using var shopper = shop.Visit();
        var cart = await shopper.AddAsync("cafe-mug", Mug, "1");

        cart = await shopper.PressAsync(cart, "Update cart", ("Lines[1].Product", "TNT-RIDGE-2-MOSS"), ("Lines[1].Quantity", "5"), ("Lines[999999].Product", "X"), ("Lines[x].Quantity", "5"));

        Assert.Equal(HttpStatusCode.OK, cart.Status);
        Assert.Equal("Café mug", cart.One(".item a"));
    }

    [Fact]
    public async Task Reading_changes_nothing()
    {
        using var shopper = shop.Visit();
        await shopper.AddAsync("cafe-mug", Mug, "1");

        await shopper.GetAsync($"/cart?added={Mug}&remove={Mug}&quantity=9&Lines[0].Product={Mug}&Lines[0].Quantity=9");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await shopper.GetAsync($"/cart/add?product={Mug}&quantity=2")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await shopper.GetAsync($"/cart/update?Remove={Mug}")).Status);

        Assert.Equal("Cart1 item", (await shopper.GetAsync("/")).One(".head-link.cart"));
    }
}
