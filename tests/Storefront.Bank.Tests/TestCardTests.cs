using System.Diagnostics;

namespace Storefront.Tests.Bank;

public sealed class TestCardTests
{
    [Theory]
    [InlineData("4111111111111111", "A000", "A000")]
    [InlineData("5555555555554444", "A000", "A000")]
    [InlineData("4000000000000002", "D100", "D200")]
    [InlineData("4000000000000341", "A000", "D110")]
    [InlineData("4000000000000259", "A000", "A000")]
    [InlineData("378282246310005", "A000", "A000")]
    public async Task Each_card_behaves_as_its_line_on_the_page_says(string number, string authorization, string capture)
    {
        await using var bank = await TestBank.StartAsync();

        Assert.Equal(authorization, await bank.AuthorizeAsync("auth", await bank.TokenAsync(number)));
        Assert.Equal(capture, await bank.CaptureAsync("charge", "auth"));
    }

    [Fact]
    public async Task The_late_card_is_authorized_at_once_and_answered_after_two_seconds()
    {
        await using var bank = await TestBank.StartAsync();
        var token = await bank.TokenAsync("4000000000000259");
        var watch = Stopwatch.StartNew();
        Assert.Equal("A000", await bank.AuthorizeAsync("auth", token));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(20));

        // Who could not wait finds it done.
        using var leave = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var body = new { cardToken = token, amount = 5000, currency = "USD", reference = "impatient" };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bank.PostAsync("authorizations", "auth-2", body, leave.Token));
        Assert.Equal(["authorize Approved 50.00"], await bank.LedgerAsync("impatient"));
        watch.Restart();
        using var again = await bank.PostAsync("authorizations", "auth-2", body);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1.5), "A repeated call is answered from the ledger.");
    }

    [Fact]
    public async Task The_silent_card_hangs_until_the_caller_leaves_and_nothing_is_done()
    {
        await using var bank = await TestBank.StartAsync();
        var token = await bank.TokenAsync("4000000000000119");
        using var leave = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(bank, "auth", token, leave.Token));

        Assert.Empty(await bank.LedgerAsync());
        Assert.Equal("A000", await bank.VoidAsync("void", "auth"));
        Assert.Equal("D220", await bank.AuthorizeAsync("auth", token)); // an answer at last: too late
    }

    [Fact]
    public async Task Only_so_many_calls_may_hang()
    {
        await using var bank = await TestBank.StartAsync(settings: ("Bank:MaximumHangingCalls", "2"));
        var token = await bank.TokenAsync("4000000000000119");
        using var leave = new CancellationTokenSource();

        // Three at once: two hang, whichever they are, and one is turned away.
        var calls = Enumerable.Range(0, 3).Select(i => AskAsync(bank, $"auth-{i}", token, leave.Token)).ToList();
        var turnedAway = await Task.WhenAny(calls);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await turnedAway).StatusCode);
        Assert.Equal(2, calls.Count(call => !call.IsCompleted));

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(calls));
        Assert.Equal("A000", await bank.AuthorizeAsync("other", await bank.TokenAsync()));
    }

    [Fact]
    public async Task A_bank_that_stops_does_not_wait_for_the_silent_card()
    {
        var bank = await TestBank.StartAsync();
        var hanging = AskAsync(bank, "auth", await bank.TokenAsync("4000000000000119"), CancellationToken.None);
        Assert.Equal("A000", await bank.AuthorizeAsync("other", await bank.TokenAsync()));

        var watch = Stopwatch.StartNew();
        await bank.DisposeAsync();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
        await Assert.ThrowsAnyAsync<Exception>(() => hanging);
    }

    private static Task<HttpResponseMessage> AskAsync(TestBank bank, string key, string cardToken, CancellationToken cancellationToken) =>
        bank.PostAsync("authorizations", key, new { cardToken, amount = 5000, currency = "USD", reference = TestBank.Purchase }, cancellationToken);
}
