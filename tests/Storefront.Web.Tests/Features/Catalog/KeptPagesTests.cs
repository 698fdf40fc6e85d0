using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Data;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Catalog;

/// <summary>What makes browsing cheap and safe to keep: no question to the database, no cookie, no form that posts.</summary>
public sealed class KeptPagesTests(KeptPagesTests.CountingShop shop) : IClassFixture<KeptPagesTests.CountingShop>
{
    public static readonly TheoryData<string> Kept = ["/", "/c/lamps", "/c/lamps?brand=nattvidd&sort=price", "/search?q=mug", "/search?q=flamingo"];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Browsing_asks_the_database_nothing(string address)
    {
        using var visitor = shop.Visit();
        var before = shop.Commands.Count;

        await visitor.GetAsync(address);
        await visitor.GetAsync(address);

        Assert.Equal(before, shop.Commands.Count);
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Kept_pages_hold_no_form_that_posts_no_nonce_and_set_no_cookie(string address)
    {
        using var visitor = shop.Visit();

        var page = await visitor.GetAsync(address);

        Assert.False(page.Has("form[method=post]"));
        Assert.DoesNotContain("nonce", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("RequestVerificationToken", page.Html, StringComparison.Ordinal);
        Assert.Empty(page.Headers.Cookies());
        Assert.Equal(0, visitor.Cookies.Count);
        Assert.True((await visitor.GetAsync(address)).Headers.Contains("Age"), "The second visitor gets the kept page.");
    }

    [Fact]
    public async Task A_visitor_with_a_cart_gets_a_page_of_their_own()
    {
        using var shopper = shop.Visit();
        using var visitor = shop.Visit();
        await shopper.PressAsync(await shopper.GetAsync("/p/cafe-mug"), "Add to cart");

        Assert.Equal("Cart1 item", (await shopper.GetAsync("/")).One(".head-link.cart"));
        Assert.Equal("Cart", (await visitor.GetAsync("/")).One(".head-link.cart"));
    }

    [Fact]
    public async Task A_word_nobody_knows_in_the_address_makes_no_new_page()
    {
        using var visitor = shop.Visit();
        await visitor.GetAsync("/c/paper");

        Assert.True((await visitor.GetAsync("/c/paper?utm_source=x")).Headers.Contains("Age"));
    }

    [Fact]
    public async Task The_cart_is_read_over_connections_that_are_kept()
    {
        using var shopper = shop.Visit();
        await shopper.PressAsync(await shopper.GetAsync("/p/cafe-mug"), "Add to cart");
        Assert.Contains("Items in your cart", (await shopper.GetAsync("/cart")).Text, StringComparison.Ordinal);
        Assert.Contains("class=\"count\">1<", (await shopper.GetAsync("/")).Html, StringComparison.Ordinal);
        var (asked, opened) = (shop.Commands.Count, shop.Opened);

        for (var visit = 0; visit < 5; visit++)
        {
            await shopper.GetAsync("/cart");
            await shopper.GetAsync("/");
        }

        Assert.InRange(opened, 1, 2);
        Assert.Equal((asked, opened), (shop.Commands.Count, shop.Opened));
    }

    /// <summary>Counts what the shop asks its database; the catalogue's own reading is as good as switched off.</summary>
    public sealed class CountingShop() : Shop(["Catalog:RefreshInterval=01:00:00"])
    {
        internal CommandCounter Commands { get; } = new();

        /// <summary>Connections that were opened beside those of EF.</summary>
        internal int Opened { get; private set; }

        protected override void Adapt(WebApplicationBuilder builder)
        {
            builder.Services.AddSingleton<IDbContextOptionsConfiguration<SqliteStoreDb>>(new Watch(Commands));
            var file = Path.Combine(builder.Configuration["Storage:Directory"]!, "shop", "shop.db");
            builder.Services.AddSingleton(new StoreConnections(() =>
            {
                Opened++;
                return new SqliteConnection($"Data Source={file}");
            }));
        }

        private sealed class Watch(CommandCounter counter) : IDbContextOptionsConfiguration<SqliteStoreDb>
        {
            public void Configure(IServiceProvider serviceProvider, DbContextOptionsBuilder optionsBuilder) => optionsBuilder.AddInterceptors(counter);
        }
    }

    internal sealed class CommandCounter : DbCommandInterceptor
    {
        private int count;

        public int Count => Volatile.Read(ref count);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            // The shop's own upkeep runs beside the pages: outbox, attempts, mail.
            if (command.CommandText.Contains("Variants", StringComparison.Ordinal) || command.CommandText.Contains("CartLines", StringComparison.Ordinal))
                Interlocked.Increment(ref count);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
