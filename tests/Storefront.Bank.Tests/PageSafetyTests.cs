using AngleSharp.Html.Parser;

namespace Storefront.Tests.Bank;

public sealed class PageSafetyTests
{
    [Fact]
    public async Task Every_kind_of_answer_carries_the_headers_and_sets_no_cookie()
    {
        await using var bank = await TestBank.StartAsync();
        var page = await bank.OpenCardPageAsync();
        var answers = new[]
        {
            await bank.Browser.GetAsync("/"), await bank.Browser.GetAsync("/ledger.json"), await bank.Browser.GetAsync("/nowhere"), await bank.Browser.GetAsync(page),
            await bank.TypeCardAsync(page, number: "1"), await bank.TypeCardAsync(page), await bank.Browser.PostAsync("/", null), await bank.Browser.GetAsync("/merchant/ping"),
        };

        Assert.All(answers, answer =>
        {
            var policy = Header(answer, "Content-Security-Policy");
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
            Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
            Assert.Equal("no-store", Header(answer, "Cache-Control"));
            Assert.Empty(Header(answer, "Server") + Header(answer, "Set-Cookie") + Header(answer, "blazor-enhanced-nav"));
        });
    }

    [Theory]
    [InlineData("http://localhost:5080/back", "form-action 'self' http://localhost:5080;")]
    [InlineData("https://shop.example/back?x=1", "form-action 'self' https://shop.example;")]
    [InlineData("http://[::1]:5080/back", "form-action 'self' http:;")]
    public async Task The_card_pages_form_may_end_at_the_shop_and_nowhere_else(string returnTo, string policy)
    {
        await using var bank = await TestBank.StartAsync();
        var page = await bank.OpenCardPageAsync(returnTo: returnTo);

        Assert.Contains(policy, Header(await bank.Browser.GetAsync(page), "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains(policy, Header(await bank.TypeCardAsync(page, number: "1"), "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("form-action 'self';", Header(await bank.Browser.GetAsync("/"), "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_load_only_the_banks_own_files_which_may_be_kept_for_good()
    {
        await using var bank = await TestBank.StartAsync();
        var html = await bank.Browser.GetStringAsync(await bank.OpenCardPageAsync());
        var page = await new HtmlParser().ParseDocumentAsync(html);
        var files = page.QuerySelectorAll("[src], link[href]").Select(file => file.GetAttribute("src") ?? file.GetAttribute("href")!).Distinct(StringComparer.Ordinal).ToList();

        Assert.Equal(3, files.Count);
        foreach (var file in files)
        {
            Assert.StartsWith("/assets/", file, StringComparison.Ordinal);
            using var answer = await bank.Browser.GetAsync(file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", Header(answer, "Cache-Control"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await bank.Browser.GetAsync("/assets/0000000000000000/bank.css")).StatusCode);
        Assert.DoesNotMatch("<style|style=|<script>|onclick", html);
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/received.json")]
    [InlineData("/health/ready")]
    [InlineData("/cart")]
    [InlineData("/v1.0/merchantservices/events/purchase")]
    public async Task Addresses_of_the_other_programs_are_not_found_here_and_the_page_says_so(string address)
    {
        await using var bank = await TestBank.StartAsync();
        using var answer = await bank.Browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page here", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_banks_know_nothing_of_each_other()
    {
        await using var one = await TestBank.StartAsync();
        await using var other = await TestBank.StartAsync();
        var page = await one.OpenCardPageAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync(page.AbsolutePath)).StatusCode);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "";
}
