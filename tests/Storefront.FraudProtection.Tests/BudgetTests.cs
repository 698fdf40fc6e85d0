using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>How long a call may take, with a clock that a test moves.</summary>
public sealed class BudgetTests
{
    private readonly FakeTime time = new();

    [Fact]
    public async Task A_service_that_never_answers_gets_two_attempts_and_two_seconds_in_all()
    {
        var arrivals = new Arrivals();
        await using var client = new Client(new Network { Service = arrivals.Never }, time: time);

        var call = client.Service.AssessPurchaseAsync(Some.Purchase);
        await arrivals.At(1);
        time.Advance(TimeSpan.FromSeconds(1.5));
        await arrivals.At(2);
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.5));

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => call);
        Assert.True(failure.IsRetryable);
        Assert.Null(failure.StatusCode);
        Assert.Contains("00:00:02", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, client.Network.Calls.Count);
    }

    [Fact]
    public async Task A_purchase_that_times_out_is_sent_once_more_and_not_oftener()
    {
        var arrivals = new Arrivals();
        await using var client = new Client(new Network { Service = arrivals.Never }, [("AttemptTimeout", "00:00:00.5"), ("MaxRetries", "5")], time: time);

        var call = client.Service.AssessPurchaseAsync(Some.Purchase);
        await arrivals.At(1);
        time.Advance(TimeSpan.FromSeconds(0.5));
        await arrivals.At(2);
        time.Advance(TimeSpan.FromSeconds(0.5));

        await Assert.ThrowsAsync<FraudProtectionException>(() => call);
        Assert.Equal(2, client.Network.Calls.Count);
    }

    [Fact]
    public async Task Time_spent_on_the_token_counts()
    {
        var arrivals = new Arrivals();
        await using var client = new Client(new Network { Tokens = arrivals.Never }, time: time);

        var call = client.Service.AssessPurchaseAsync(Some.Purchase);
        await arrivals.At(1);
        time.Advance(TimeSpan.FromSeconds(2));

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => call);
        Assert.True(failure.IsRetryable);
        Assert.Empty(client.Network.Calls);
    }

    [Fact]
    public async Task Retry_After_is_waited_for()
    {
        await using var client = new Client(new Network { Service = (n, _, _) => Task.FromResult(n == 1 ? Network.Json(429, "", ("Retry-After", "1")) : Network.Json(200, Network.Approve)) }, time: time);
        var waiting = time.Waiting(TimeSpan.FromSeconds(1));

        var call = client.Service.AssessPurchaseAsync(Some.Purchase);
        await waiting;
        Assert.Single(client.Network.Calls);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Decision.Approve, (await call).Decision);
        Assert.Equal(2, client.Network.Calls.Count);
    }

    [Fact]
    public async Task Retry_After_may_be_a_date()
    {
        var date = time.GetUtcNow().AddSeconds(90).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(503, "", ("Retry-After", date))) }, time: time);

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));

        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromSeconds(89), TimeSpan.FromSeconds(90));   // a date has no fractions
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_Retry_After_longer_than_the_budget_is_told_to_the_caller_at_once(int status)
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(status, "", ("Retry-After", "30"))) }, time: time);

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));

        Assert.Equal(status, failure.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), failure.RetryAfter);
        Assert.True(failure.IsRetryable);
        Assert.Single(client.Network.Calls);
    }

    [Fact]
    public async Task A_Retry_After_longer_than_what_is_left_is_told_at_once_too()
    {
        await using var client = new Client(new Network
        {
            Service = (_, _, _) =>
            {
                time.Advance(TimeSpan.FromSeconds(1.2));
                return Task.FromResult(Network.Json(503, "", ("Retry-After", "1")));
            },
        }, time: time);

        Assert.Equal(503, (await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase))).StatusCode);
        Assert.Single(client.Network.Calls);
    }

    [Fact]
    public async Task When_time_runs_out_the_last_answer_is_told()
    {
        var arrivals = new Arrivals();
        await using var client = new Client(new Network { Service = (n, request, cancellation) => n == 1 ? Task.FromResult(Network.Json(503, "")) : arrivals.Never(n, request, cancellation) }, time: time);

        var call = client.Service.AssessPurchaseAsync(Some.Purchase);
        await arrivals.At(2);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("before that it answered 503", (await Assert.ThrowsAsync<FraudProtectionException>(() => call)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_outage_calls_fail_at_once_until_the_service_has_had_its_pause()
    {
        var down = true;
        await using var client = new Client(
            new Network { Service = (_, _, _) => Task.FromResult(down ? Network.Json(502, "") : Network.Json(200, Network.Approve)) },
            [("BreakerThroughput", "2"), ("BreakerPause", "00:00:05")],
            time: time);

        for (var i = 0; i < 2; i++)
            await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));
        var broken = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));
        Assert.True(broken.IsRetryable);
        Assert.Null(broken.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), broken.RetryAfter);
        Assert.Equal(2, client.Network.Calls.Count);

        down = false;
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Decision.Approve, (await client.Service.AssessPurchaseAsync(Some.Purchase)).Decision);
    }

    [Fact]
    public async Task Mistakes_of_the_caller_never_open_the_breaker()
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(400, "")) }, [("BreakerThroughput", "2")], time: time);

        for (var i = 0; i < 10; i++)
            Assert.Equal(400, (await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase))).StatusCode);
    }

    /// <summary>Lets a test wait for the n-th request of a service that never answers.</summary>
    private sealed class Arrivals
    {
        private readonly Dictionary<int, TaskCompletionSource> arrivals = Enumerable.Range(1, 9).ToDictionary(n => n, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        public Task At(int n) => arrivals[n].Task.WaitAsync(TimeSpan.FromSeconds(30));

        public async Task<HttpResponseMessage> Never(int n, Network.Request request, CancellationToken cancellationToken)
        {
            arrivals[n].SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Network.Json(200, "");
        }
    }
}
