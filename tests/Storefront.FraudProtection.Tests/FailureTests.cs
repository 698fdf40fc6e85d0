using System.Net.Sockets;
using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>What is repeated, how often, and how what went wrong arrives.</summary>
public sealed class FailureTests
{
    private const string Retryable = """{"ErrorType":"ServerError","Message":"Internal Server Error","Retryable":true,"OtherErrors":null}""";

    [Theory]
    [InlineData(400, """{"ErrorType":"ClientError","Message":"m","Retryable":false,"OtherErrors":null}""", 1, false)]
    [InlineData(400, """{"ErrorType":"ClientError","Message":"m","Retryable":true,"OtherErrors":null}""", 1, false)]
    [InlineData(404, "", 1, false)]
    [InlineData(302, "", 1, false)]
    [InlineData(413, "", 1, false)]
    [InlineData(429, "", 3, true)]
    [InlineData(500, Retryable, 3, true)]
    [InlineData(500, """{"name":"x","isRetryable":true,"message":"m"}""", 3, true)]
    [InlineData(500, """{"ErrorType":"ServerError","Message":"m","Retryable":false,"OtherErrors":null}""", 1, false)]
    [InlineData(500, "<html>", 1, true)]
    [InlineData(502, "", 1, true)]
    [InlineData(503, "", 3, true)]
    [InlineData(504, "", 1, true)]
    public async Task Only_what_the_contract_calls_safe_is_repeated(int status, string body, int attempts, bool retryable)
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(status, body)) });

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase, "c"));

        Assert.Equal(attempts, client.Network.Calls.Count);
        Assert.Equal(status, failure.StatusCode);
        Assert.Equal(retryable, failure.IsRetryable);
        Assert.Equal("c", failure.CorrelationId);
        Assert.Single(client.Network.Calls.Select(call => call.Body).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_failure_that_passes_is_not_noticed()
    {
        await using var client = new Client(new Network { Service = (n, _, _) => Task.FromResult(n < 3 ? Network.Json(500, Retryable) : Network.Json(200, Network.Approve)) });

        Assert.Equal(Decision.Approve, (await client.Service.AssessPurchaseAsync(Some.Purchase)).Decision);
        Assert.Equal(3, client.Network.Calls.Count);
    }

    [Fact]
    public async Task The_service_s_message_and_reason_arrive()
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Json(400, Repository.Example("error-400-duplicate-purchase.json"), ("ErrorReason", "DuplicatePurchaseId"))) });

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));

        Assert.True(failure.IsDuplicatePurchase);
        Assert.Equal("DuplicatePurchaseId", failure.Reason);
        Assert.Contains("has already been received", failure.ServiceMessage, StringComparison.Ordinal);
        Assert.Contains(failure.CorrelationId!, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, true, 3)]
    [InlineData(HttpRequestError.NameResolutionError, true, 3)]
    [InlineData(HttpRequestError.SecureConnectionError, true, 3)]
    [InlineData(HttpRequestError.ResponseEnded, true, 2)]
    [InlineData(HttpRequestError.Unknown, true, 2)]
    [InlineData(HttpRequestError.ResponseEnded, false, 3)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, false, 1)]
    public async Task A_purchase_whose_answer_may_be_lost_is_sent_once_more_and_not_oftener(HttpRequestError error, bool purchase, int attempts)
    {
        await using var client = new Client(new Network { Service = (_, _, _) => throw new HttpRequestException(error, "gone", new SocketException()) });

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => purchase ? client.Service.AssessPurchaseAsync(Some.Purchase) : client.Service.ReportBankEventAsync(Some.BankEvent));

        Assert.Equal(attempts, client.Network.Calls.Count);
        Assert.True(failure.IsRetryable);
        Assert.Null(failure.StatusCode);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    [Fact]
    public async Task A_purchase_that_was_judged_but_whose_answer_was_lost_is_a_duplicate_without_an_answer()
    {
        await using var client = new Client(new Network
        {
            Service = (n, _, _) => n == 1
                ? throw new HttpRequestException(HttpRequestError.ResponseEnded)
                : Task.FromResult(Network.Json(400, Repository.Example("error-400-duplicate-purchase.json"), ("ErrorReason", "DuplicatePurchaseId"))),
        });

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));

        Assert.True(failure.IsDuplicatePurchase);
        Assert.Equal(2, client.Network.Calls.Count);
    }

    [Fact]
    public async Task Whatever_else_is_thrown_arrives_as_the_one_exception()
    {
        await using var client = new Client(new Network { Service = (_, _, _) => throw new InvalidTimeZoneException("odd") });

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));

        Assert.IsType<InvalidTimeZoneException>(failure.InnerException);
        Assert.Single(client.Network.Calls);
    }

    [Fact]
    public async Task The_caller_s_own_cancellation_stays_what_it_is()
    {
        using var caller = new CancellationTokenSource();
        await using var client = new Client(new Network
        {
            Service = async (_, _, cancellation) =>
            {
                await caller.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellation);
                return Network.Json(200, "");
            },
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Service.AssessPurchaseAsync(Some.Purchase, cancellationToken: caller.Token));
        Assert.Single(client.Network.Calls);
    }

    [Fact]
    public async Task Switched_off_it_says_so_and_calls_nobody()
    {
        await using var client = new Client(settings: [("Enabled", "false"), ("Endpoint", null), ("Authority", null), ("ClientSecret", null)]);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));

        Assert.Contains("Enabled", failure.Message, StringComparison.Ordinal);
        Assert.Empty(client.Network.Calls);
        Assert.Empty(client.Network.TokenRequests);
    }
}
