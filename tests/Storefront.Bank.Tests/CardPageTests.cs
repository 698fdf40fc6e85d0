using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;

namespace Storefront.Tests.Bank;

public sealed class CardPageTests
{
    [Fact]
    public async Task The_page_names_its_fields_as_browsers_and_shoppers_expect()
    {
        await using var bank = await TestBank.StartAsync();
        var page = await new HtmlParser().ParseDocumentAsync(await bank.Browser.GetStringAsync(await bank.OpenCardPageAsync()));

        var fields = page.QuerySelectorAll("form label").Select(label =>
        {
            var input = page.GetElementById(label.GetAttribute("for")!)!;
            return (label.TextContent, input.GetAttribute("autocomplete"), input.GetAttribute("inputmode"));
        });
        Assert.Equal(
            [
                ("Name on card", "cc-name", null),
                ("Card number", "cc-number", "numeric"),
                ("Expiry date (MM/YY)", "cc-exp", "numeric"),
                ("Security code", "cc-csc", "numeric"),
            ],
            fields);
        Assert.Equal("Use this card", page.QuerySelector("form button")!.TextContent);
        Assert.Contains("A pretend bank, no real money", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("123.45 USD at localhost:5080", page.QuerySelector(".purpose")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("http://localhost:5080/checkout/1/card?step=2", page.QuerySelector("form a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Every_test_card_stands_there_as_text_and_as_a_button_for_the_script_to_show()
    {
        await using var bank = await TestBank.StartAsync();
        var page = await new HtmlParser().ParseDocumentAsync(await bank.Browser.GetStringAsync(await bank.OpenCardPageAsync()));

        Assert.Equal(
            ["4111 1111 1111 1111", "5555 5555 5555 4444", "4000 0000 0000 0002", "4000 0000 0000 0341", "4000 0000 0000 0259", "4000 0000 0000 0119"],
            page.QuerySelectorAll(".test-cards .number").Select(number => number.TextContent));
        Assert.All(page.QuerySelectorAll(".test-cards button"), button => Assert.True(button.HasAttribute("hidden")));
    }

    [Fact]
    public async Task A_good_card_goes_back_to_the_shop_as_a_reference_that_stands_for_it()
    {
        await using var bank = await TestBank.StartAsync();
        using var answer = await bank.TypeCardAsync(await bank.OpenCardPageAsync());

        Assert.StartsWith("http://localhost:5080/checkout/1/card?step=2&reference=", answer.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        using var redeemed = await bank.RedeemAsync(TestBank.ReferenceIn(answer));
        var card = (await redeemed.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(("411111", "1111", "Visa", "12/30", "Ann Example"),
            ((string)card["bin"]!, (string)card["lastFour"]!, (string)card["brand"]!, (string)card["expiry"]!, (string)card["holderName"]!));
    }

    [Fact]
    public async Task A_bad_form_comes_back_with_a_summary_and_what_was_typed_but_without_number_and_code()
    {
        await using var bank = await TestBank.StartAsync();
        using var answer = await bank.TypeCardAsync(await bank.OpenCardPageAsync(), number: "4111111111111112", expiry: "10/26", code: "987", name: "Ann \"Ex\" <b>");
        var html = await answer.Content.ReadAsStringAsync();
        var page = await new HtmlParser().ParseDocumentAsync(html);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Equal(["#number", "#expiry"], page.QuerySelectorAll("#summary a").Select(link => link.GetAttribute("href")));
        Assert.Equal("number-error", page.GetElementById("number")!.GetAttribute("aria-describedby"));
        Assert.Equal("Ann \"Ex\" <b>", page.GetElementById("name")!.GetAttribute("value"));
        Assert.Equal("10/26", page.GetElementById("expiry")!.GetAttribute("value"));
        Assert.DoesNotContain("4111111111111112", html, StringComparison.Ordinal);
        Assert.DoesNotContain("987", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_with_nothing_in_it_names_all_four_fields()
    {
        await using var bank = await TestBank.StartAsync();
        using var answer = await bank.Browser.PostAsync(await bank.OpenCardPageAsync(), new FormUrlEncodedContent([]));
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

        Assert.Equal(["#name", "#number", "#expiry", "#code"], page.QuerySelectorAll("#summary a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_reference_works_once_for_its_checkout_and_for_ten_minutes()
    {
        await using var bank = await TestBank.StartAsync();
        var page = await bank.OpenCardPageAsync();
        var reference = TestBank.ReferenceIn(await bank.TypeCardAsync(page));
        var late = TestBank.ReferenceIn(await bank.TypeCardAsync(page));

        Assert.Equal(HttpStatusCode.NotFound, (await bank.RedeemAsync(reference, "checkout-2")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bank.RedeemAsync(reference)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bank.RedeemAsync(reference)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bank.RedeemAsync("made-up")).StatusCode);

        bank.Time.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.NotFound, (await bank.RedeemAsync(late)).StatusCode);
    }

    [Fact]
    public async Task Fifty_redemptions_at_once_give_one_card()
    {
        await using var bank = await TestBank.StartAsync();
        var reference = TestBank.ReferenceIn(await bank.TypeCardAsync(await bank.OpenCardPageAsync()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => bank.RedeemAsync(reference)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_number_has_the_same_fingerprint_after_a_restart_and_another_token_each_time()
    {
        var folder = TestBank.NewFolder();
        JsonObject first, second, other;
        await using (var bank = await TestBank.StartAsync(folder))
            first = await bank.CardAsync();

        await using (var bank = await TestBank.StartAsync(folder))
            (second, other) = (await bank.CardAsync(expiry: "11/31"), await bank.CardAsync("5555555555554444"));

        Assert.Equal((string)first["fingerprint"]!, (string)second["fingerprint"]!);
        Assert.NotEqual((string)first["token"]!, (string)second["token"]!);
        Assert.NotEqual((string)first["fingerprint"]!, (string)other["fingerprint"]!);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_visit_allows_only_so_many_tries()
    {
        await using var bank = await TestBank.StartAsync(settings: ("Bank:CardTriesPerSession", "3"));
        var page = await bank.OpenCardPageAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await bank.TypeCardAsync(page, number: "4111111111111112")).StatusCode);

        using var refused = await bank.TypeCardAsync(page);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("http://localhost:5080/checkout/1/card?step=2", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await bank.TypeCardAsync(await bank.OpenCardPageAsync())).StatusCode);
    }

    [Fact]
    public async Task A_visit_ends_after_an_hour_and_one_that_never_was_is_not_found()
    {
        await using var bank = await TestBank.StartAsync();
        var page = await bank.OpenCardPageAsync();
        bank.Time.Pass(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.Gone, (await bank.Browser.GetAsync(page)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await bank.TypeCardAsync(page)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bank.TypeCardAsync(new Uri(bank.Address, "/card/made-up"))).StatusCode);
    }

    [Fact]
    public async Task A_body_that_could_be_set_down_in_a_file_is_refused()
    {
        await using var bank = await TestBank.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("4111111111111111"), "number" } };

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await bank.Browser.PostAsync(await bank.OpenCardPageAsync(), form)).StatusCode);
    }

    [Theory]
    [InlineData(1, 70_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(30, 1, HttpStatusCode.BadRequest)]
    public async Task A_form_without_measure_is_refused_without_being_read(int fields, int length, HttpStatusCode status)
    {
        await using var bank = await TestBank.StartAsync();
        var form = Enumerable.Range(0, fields).Select(i => KeyValuePair.Create($"field{i}", new string('1', length)));

        using var answer = await bank.Browser.PostAsync(await bank.OpenCardPageAsync(), new FormUrlEncodedContent(form));

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("The bank cannot do this", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("//shop.example/back")]
    [InlineData("/back")]
    [InlineData("https://user@shop.example/back")]
    [InlineData("https://shop.example/back#here")]
    public async Task A_way_back_that_is_no_safe_address_is_refused(string returnTo)
    {
        await using var bank = await TestBank.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await OpenAsync(bank, returnTo));
    }

    [Fact]
    public async Task Outside_Development_the_way_back_to_another_machine_is_https()
    {
        var folder = TestBank.NewFolder();
        await using (var bank = await TestBank.StartAsync(folder))
            Assert.Equal(HttpStatusCode.Created, await OpenAsync(bank, "http://shop.example/back"));

        await using (var bank = await TestBank.StartAsync(folder, "Production"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, await OpenAsync(bank, "http://shop.example/back"));
            Assert.Equal(HttpStatusCode.Created, await OpenAsync(bank, "https://shop.example/back"));
            Assert.Equal(HttpStatusCode.Created, await OpenAsync(bank, "http://localhost:5080/back"));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<HttpStatusCode> OpenAsync(TestBank bank, string returnTo)
    {
        using var answer = await bank.Shop.PostAsJsonAsync("/merchant/card-sessions", new { checkout = "c", returnTo, amount = 1, currency = "USD" });
        return answer.StatusCode;
    }
}
