using System.Net;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Catalog;

public sealed class SearchTests(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("cafe", "Café mug")]
    [InlineData("CAFÉ", "Café mug")]
    [InlineData("fjallr", "Fjällro 3 dome tent")]
    [InlineData("glod", "Glöd fire bowl")]
    [InlineData("cremaill perc", "Crémaillère percolator")]
    [InlineData("ridge moss", "Ridgeway 2 tent")]          // a variant
    [InlineData("tallbro blanket", "Tällbro wool blanket")] // a brand
    [InlineData("  mug  café ", "Café mug")]
    [InlineData("ridgeway, 2!", "Ridgeway 2 tent")]
    public async Task Products_are_found_by_the_beginnings_of_words_whatever_the_case_and_accents(string text, string found) =>
        Assert.Equal(found, (await SearchAsync(text)).Texts(".card-name")[0]);

    [Fact]
    public async Task The_middle_of_a_word_finds_nothing_and_every_word_must_be_found()
    {
        Assert.DoesNotContain("Café mug", (await SearchAsync("afe")).Texts(".card-name"));
        Assert.StartsWith("Nothing found for", (await SearchAsync("mug expedition")).Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_found_the_page_helps_on()
    {
        var page = await SearchAsync("inflatable flamingo");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Nothing found for “inflatable flamingo”", page.Heading);
        Assert.Equal(4, page.Texts(".card").Count);
        Assert.Equal("inflatable flamingo", page.Document.QuerySelector("#q")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_was_searched_for_is_shown_as_text_and_never_as_markup()
    {
        var page = await SearchAsync("<script>alert(1)</script>\"'");

        Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", page.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_is_cut_at_a_hundred_characters()
    {
        var page = await SearchAsync(string.Concat(Enumerable.Repeat("tent ", 1000)));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(100, page.Document.QuerySelector("#q")!.GetAttribute("value")!.Length);
    }

    [Fact]
    public async Task An_empty_search_shows_everything() =>
        Assert.StartsWith("65 products, page 1 of 6", (await SearchAsync("")).One(".list-bar p"), StringComparison.Ordinal);

    private async Task<Page> SearchAsync(string text)
    {
        using var visitor = shop.Visit();
        return await visitor.GetAsync("/search?q=" + Uri.EscapeDataString(text));
    }
}
