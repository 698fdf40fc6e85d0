namespace Storefront.Tests.Bank;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_call_again_gets_the_same_answer_to_the_letter()
    {
        await using var bank = await TestBank.StartAsync();
        var body = await AuthorizationAsync(bank);
        var first = await Text(await bank.PostAsync("authorizations", "auth", body));
        bank.Time.Pass(TimeSpan.FromDays(1));

        Assert.Equal(first, await Text(await bank.PostAsync("authorizations", "auth", body)));
        Assert.Single(await bank.LedgerAsync());
    }

    [Fact]
    public async Task A_decline_is_an_answer_too_and_stays_one()
    {
        await using var bank = await TestBank.StartAsync();
        await bank.AuthorizeAsync("auth", await bank.TokenAsync(), 100);
        Assert.Equal("D240", await bank.CaptureAsync("charge", "auth", 200));
        Assert.Equal("A000", await bank.CaptureAsync("charge-2", "auth", 100));

        Assert.Equal("D240", await bank.CaptureAsync("charge", "auth", 200));
    }

    [Fact]
    public async Task A_key_used_for_another_request_is_refused_and_nothing_is_done()
    {
        await using var bank = await TestBank.StartAsync();
        var token = await bank.TokenAsync();
        await bank.AuthorizeAsync("auth", token, 5000);

        foreach (var other in new object[]
        {
            new { cardToken = token, amount = 5001, currency = "USD", reference = TestBank.Purchase },
            new { cardToken = token, amount = 5000, currency = "EUR", reference = TestBank.Purchase },
            new { cardToken = token, amount = 5000, currency = "USD", reference = "another purchase" },
            new { cardToken = token, amount = 5000, currency = "USD", reference = TestBank.Purchase, merchantId = "M2" },
        })
        {
            using var answer = await bank.PostAsync("authorizations", "auth", other);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("was used for another request", await Text(answer), StringComparison.Ordinal);
        }

        using var capture = await bank.PostAsync("captures", "auth", new { authorizationKey = "auth", amount = 5000, currency = "USD", reference = TestBank.Purchase });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, capture.StatusCode);
        Assert.Equal(["authorize Approved 50.00"], await bank.LedgerAsync());
    }

    [Fact]
    public async Task A_money_call_without_a_key_is_refused()
    {
        await using var bank = await TestBank.StartAsync();
        using var missing = await bank.PostAsync("authorizations", "", await AuthorizationAsync(bank));
        using var endless = await bank.PostAsync("authorizations", new string('k', 101), await AuthorizationAsync(bank));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (missing.StatusCode, endless.StatusCode));
    }

    [Fact]
    public async Task Fifty_calls_at_once_with_one_key_are_one_operation()
    {
        await using var bank = await TestBank.StartAsync();
        var body = await AuthorizationAsync(bank);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => await Text(await bank.PostAsync("authorizations", "auth", body))));

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Equal(["authorize Approved 50.00"], await bank.LedgerAsync());
    }

    [Fact]
    public async Task Fifty_captures_at_once_with_different_keys_take_the_money_once()
    {
        await using var bank = await TestBank.StartAsync();
        await bank.AuthorizeAsync("auth", await bank.TokenAsync());

        var codes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => bank.CaptureAsync($"charge-{i}", "auth")));

        Assert.Equal(1, codes.Count(code => code == "A000"));
        Assert.Equal(49, codes.Count(code => code == "D230"));
    }

    [Fact]
    public async Task A_void_and_an_authorization_that_meet_leave_nothing_reserved()
    {
        await using var bank = await TestBank.StartAsync();
        var token = await bank.TokenAsync();
        for (var i = 0; i < 20; i++)
        {
            await Task.WhenAll(bank.AuthorizeAsync($"auth-{i}", token), bank.VoidAsync($"void-{i}", $"auth-{i}"));
            Assert.Equal("D220", await bank.CaptureAsync($"charge-{i}", $"auth-{i}"));
        }
    }

    [Fact]
    public async Task Whatever_the_order_of_calls_no_more_is_taken_than_reserved_and_no_more_given_back_than_taken()
    {
        var rounds = Environment.GetEnvironmentVariable("STOREFRONT_LONG_TESTS") is null ? 20 : 200;
        await using var bank = await TestBank.StartAsync();
        var token = await bank.TokenAsync();
        for (var seed = 0; seed < rounds; seed++)
        {
            var random = new Random(seed);
            long taken = 0, returned = 0;
            var (auth, amount) = ($"auth-{seed}", random.Next(1, 100));
            for (var step = 0; step < 12; step++)
            {
                var (key, part) = ($"{seed}-{step}", random.Next(1, 120));
                switch (random.Next(5))
                {
                    case 0:
                        await bank.AuthorizeAsync(auth, token, amount);
                        break;
                    case 1:
                        taken += await bank.CaptureAsync(key, auth, part) == "A000" ? part : 0;
                        break;
                    case 4:
                        await bank.VoidAsync(key, auth);
                        returned = taken;
                        break;
                    default:
                        returned += await bank.RefundAsync(key, auth, part) == "A000" ? part : 0;
                        break;
                }

                Assert.True(taken <= amount && returned <= taken, $"Seed {seed}, step {step}: {amount} reserved, {taken} taken, {returned} given back.");
            }
        }
    }

    private static async Task<object> AuthorizationAsync(TestBank bank) =>
        new { cardToken = await bank.TokenAsync(), amount = 5000, currency = "USD", reference = TestBank.Purchase };

    private static async Task<string> Text(HttpResponseMessage answer) => await answer.Content.ReadAsStringAsync();
}
