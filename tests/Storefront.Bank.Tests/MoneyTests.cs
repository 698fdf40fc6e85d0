namespace Storefront.Tests.Bank;

public sealed class MoneyTests
{
    [Fact]
    public async Task An_approved_card_is_charged_once_and_the_ledger_tells_it()
    {
        await using var bank = await TestBank.StartAsync();
        var token = await bank.TokenAsync();

        Assert.Equal("A000", await bank.AuthorizeAsync("auth", token));
        Assert.Equal("A000", await bank.CaptureAsync("charge", "auth"));
        Assert.Equal("A000", await bank.RefundAsync("refund-1", "auth", 2000));

        Assert.Equal(["authorize Approved 50.00", "capture Approved 50.00", "refund Approved 20.00"], await bank.LedgerAsync());
    }

    [Fact]
    public async Task More_than_was_authorized_is_not_captured_and_less_is()
    {
        await using var bank = await TestBank.StartAsync();
        await bank.AuthorizeAsync("auth", await bank.TokenAsync(), 5000);

        Assert.Equal("D240", await bank.CaptureAsync("too-much", "auth", 5001));
        Assert.Equal("D250", await bank.CaptureAsync("other-currency", "auth", 5000, "EUR"));
        Assert.Equal("A000", await bank.CaptureAsync("less", "auth", 4999));
    }

    [Fact]
    public async Task An_authorization_is_captured_once()
    {
        await using var bank = await TestBank.StartAsync();
        await bank.AuthorizeAsync("auth", await bank.TokenAsync());
        await bank.CaptureAsync("charge", "auth", 1000);

        Assert.Equal("D230", await bank.CaptureAsync("again", "auth", 1000));
    }

    [Fact]
    public async Task An_authorization_ends_after_its_lifetime()
    {
        await using var bank = await TestBank.StartAsync(settings: ("Bank:AuthorizationLifetime", "7.00:00:00"));
        var token = await bank.TokenAsync();
        await bank.AuthorizeAsync("in-time", token);
        await bank.AuthorizeAsync("too-late", token);

        bank.Time.Pass(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Assert.Equal("A000", await bank.CaptureAsync("charge-1", "in-time"));

        bank.Time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("D210", await bank.CaptureAsync("charge-2", "too-late"));
    }

    [Fact]
    public async Task Nothing_is_captured_or_refunded_of_an_authorization_that_was_never_made_or_was_declined()
    {
        await using var bank = await TestBank.StartAsync();
        await bank.AuthorizeAsync("declined", await bank.TokenAsync("4000000000000002"));

        Assert.Equal("D200", await bank.CaptureAsync("charge-1", "unknown"));
        Assert.Equal("D200", await bank.CaptureAsync("charge-2", "declined"));
        Assert.Equal("D200", await bank.RefundAsync("refund-1", "unknown", 1));
        Assert.Equal("D300", await bank.RefundAsync("refund-2", "declined", 1));
    }

    [Fact]
    public async Task Refunds_together_never_exceed_what_was_captured()
    {
        await using var bank = await TestBank.StartAsync();
        await bank.AuthorizeAsync("auth", await bank.TokenAsync(), 5000);
        Assert.Equal("D300", await bank.RefundAsync("too-early", "auth", 1));
        await bank.CaptureAsync("charge", "auth", 3000);

        Assert.Equal("A000", await bank.RefundAsync("refund-1", "auth", 2000));
        Assert.Equal("D310", await bank.RefundAsync("refund-2", "auth", 1001));
        Assert.Equal("D250", await bank.RefundAsync("refund-3", "auth", 1000, "EUR"));
        Assert.Equal("A000", await bank.RefundAsync("refund-4", "auth", 1000));
        Assert.Equal("D310", await bank.RefundAsync("refund-5", "auth", 1));
    }

    [Fact]
    public async Task Refunds_at_the_same_time_never_exceed_what_was_captured()
    {
        await using var bank = await TestBank.StartAsync();
        await bank.AuthorizeAsync("auth", await bank.TokenAsync(), 5000);
        await bank.CaptureAsync("charge", "auth", 5000);

        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => bank.RefundAsync($"refund-{i}", "auth", 1000)));

        Assert.Equal(5, codes.Count(code => code == "A000"));
    }

    [Fact]
    public async Task Voiding_releases_what_was_reserved()
    {
        await using var bank = await TestBank.StartAsync();
        await bank.AuthorizeAsync("auth", await bank.TokenAsync());

        Assert.Equal("A000", await bank.VoidAsync("void", "auth"));
        Assert.Equal("D220", await bank.CaptureAsync("charge", "auth"));
        Assert.Equal("A000", await bank.VoidAsync("void-again", "auth"));

        Assert.Equal(["authorize Approved 50.00", "void Approved 50.00", "capture Declined 50.00", "void Approved 0.00"], await bank.LedgerAsync());
    }

    [Fact]
    public async Task Voiding_after_a_capture_gives_back_what_was_not_yet_refunded()
    {
        await using var bank = await TestBank.StartAsync();
        await bank.AuthorizeAsync("auth", await bank.TokenAsync());
        await bank.CaptureAsync("charge", "auth");
        await bank.RefundAsync("refund", "auth", 1000);

        Assert.Equal("A000", await bank.VoidAsync("void", "auth"));
        Assert.Equal("D310", await bank.RefundAsync("refund-2", "auth", 1));

        Assert.Equal("void Approved 40.00", (await bank.LedgerAsync())[3]);
    }

    [Fact]
    public async Task An_authorization_that_arrives_after_its_void_is_declined()
    {
        await using var bank = await TestBank.StartAsync();
        var token = await bank.TokenAsync();

        Assert.Equal("A000", await bank.VoidAsync("void", "auth"));
        Assert.Equal("D220", await bank.AuthorizeAsync("auth", token));
        Assert.Equal("D220", await bank.CaptureAsync("charge", "auth"));

        Assert.Equal(["void Approved 0", "authorize Declined 50.00", "capture Declined 50.00"], await bank.LedgerAsync());
    }

    [Fact]
    public async Task A_card_that_has_expired_since_or_is_unknown_is_declined()
    {
        await using var bank = await TestBank.StartAsync();
        var token = (string)(await bank.CardAsync(expiry: "11/26"))["token"]!;
        bank.Time.Pass(TimeSpan.FromDays(30));

        Assert.Equal("D130", await bank.AuthorizeAsync("auth-1", token));
        Assert.Equal("D120", await bank.AuthorizeAsync("auth-2", "tok_unknown"));
    }

    [Theory]
    [InlineData("""{"cardToken":"t","amount":0,"currency":"USD","reference":"r"}""")]
    [InlineData("""{"cardToken":"t","amount":-5,"currency":"USD","reference":"r"}""")]
    [InlineData("""{"cardToken":"t","amount":1.5,"currency":"USD","reference":"r"}""")]
    [InlineData("""{"cardToken":"t","amount":9223372036854775807,"currency":"USD","reference":"r"}""")]
    [InlineData("""{"cardToken":"t","amount":5,"currency":"usd","reference":"r"}""")]
    [InlineData("""{"cardToken":"t","amount":5,"currency":"USD"}""")]
    [InlineData("""{"cardToken":null,"amount":5,"currency":"USD","reference":"r"}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""{""")]
    public async Task A_request_that_makes_no_sense_is_refused_and_leaves_no_trace(string body)
    {
        await using var bank = await TestBank.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/merchant/authorizations") { Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("Idempotency-Key", "auth");
        using var answer = await bank.Shop.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("[]", await bank.Browser.GetStringAsync("/ledger.json"));
    }

    [Fact]
    public async Task Without_the_merchant_key_nothing_is_done()
    {
        await using var bank = await TestBank.StartAsync();
        foreach (var path in new[] { "card-sessions", "references/redeem", "authorizations", "captures", "voids", "refunds" })
        {
            using var none = await bank.Browser.PostAsync("/merchant/" + path, content: null);
            Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        }

        bank.Shop.DefaultRequestHeaders.Authorization = new("Bearer", TestBank.MerchantKey + "x");
        Assert.Equal(HttpStatusCode.Unauthorized, (await bank.Shop.GetAsync("/merchant/ping")).StatusCode);
        bank.Shop.DefaultRequestHeaders.Authorization = new("Bearer", TestBank.MerchantKey);
        Assert.Equal(HttpStatusCode.OK, (await bank.Shop.GetAsync("/merchant/ping")).StatusCode);
    }
}
