using System.Net;
using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>How tokens are had, kept, refreshed and explained.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task The_token_request_is_the_one_of_the_contract_and_nobody_else_is_asked()
    {
        await using var client = new Client();

        await client.Service.AssessPurchaseAsync(Some.Purchase);

        var request = Assert.Single(client.Network.TokenRequests);
        Assert.Equal("https://login.example.test/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token", request.Address.GetLeftPart(UriPartial.Path));
        var form = Form(request);
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal("https://api.example.test/.default", form["scope"]);
        Assert.Equal("a secret", form["client_secret"]);
        Assert.Single(client.Network.Calls);
    }

    [Fact]
    public async Task A_cold_herd_of_200_callers_makes_one_token_request()
    {
        var gate = new TaskCompletionSource();
        var answer = new Network().Tokens;
        await using var client = new Client(new Network
        {
            Tokens = async (n, request, cancellation) =>
            {
                await gate.Task;
                return await answer(n, request, cancellation);
            },
        }, [("Timeout", "00:01:00")]);
        var service = client.Service;

        var calls = Enumerable.Range(0, 200).Select(_ => Task.Run(() => service.AssessPurchaseAsync(Some.Purchase))).ToList();
        gate.SetResult();
        await Task.WhenAll(calls);

        Assert.Single(client.Network.TokenRequests);
        Assert.Equal(200, client.Network.Calls.Count);
    }

    [Fact]
    public async Task One_caller_s_cancellation_does_not_take_the_token_from_the_others()
    {
        using var impatient = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        var answer = new Network().Tokens;
        await using var client = new Client(new Network
        {
            Tokens = async (n, request, cancellation) =>
            {
                asked.SetResult();
                await gate.Task;
                return await answer(n, request, cancellation);
            },
        }, [("Timeout", "00:01:00")]);

        var first = client.Service.AssessPurchaseAsync(Some.Purchase, cancellationToken: impatient.Token);
        await asked.Task;
        var second = client.Service.AssessPurchaseAsync(Some.Purchase);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Equal(Decision.Approve, (await second).Decision);
        Assert.Single(client.Network.TokenRequests);
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once_and_the_same_event_sent_again()
    {
        await using var client = new Client(new Network
        {
            Service = (_, request, _) => Task.FromResult(request.Headers["Authorization"] == "Bearer token-1" ? Network.Refusal() : Network.Json(200, Network.Approve)),
        });

        Assert.Equal(Decision.Approve, (await client.Service.AssessPurchaseAsync(Some.Purchase, "c")).Decision);

        var calls = client.Network.Calls.ToArray();
        Assert.Equal("Bearer token-1, Bearer token-2", string.Join(", ", calls.Select(call => call.Headers["Authorization"])));
        Assert.True(calls[0].Body == calls[1].Body);
        Assert.Equal("c", calls[1].Headers["x-ms-correlation-id"]);
        Assert.Equal(2, client.Network.TokenRequests.Count);
    }

    [Fact]
    public async Task A_service_that_refuses_every_token_is_asked_twice_and_no_more()
    {
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Network.Refusal()) });

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));

        Assert.Equal(401, failure.StatusCode);
        Assert.Equal("TokenExpired", failure.Reason);
        Assert.False(failure.IsRetryable);
        Assert.Equal(2, client.Network.Calls.Count);
        Assert.Equal(2, client.Network.TokenRequests.Count);
    }

    [Fact]
    public async Task A_token_is_refreshed_ahead_while_the_old_one_is_still_used()
    {
        var time = new FakeTime();
        await using var client = new Client(time: time);
        await client.Service.ReportBankEventAsync(Some.BankEvent);

        time.Advance(TimeSpan.FromMinutes(40));                // two thirds of its life: too early
        await client.Service.ReportBankEventAsync(Some.BankEvent);
        Assert.Single(client.Network.TokenRequests);

        time.Advance(TimeSpan.FromMinutes(15));
        await client.Service.ReportBankEventAsync(Some.BankEvent);
        Assert.Equal("Bearer token-1", client.Network.Calls.Last().Headers["Authorization"]);

        await Eventually(async () =>
        {
            await client.Service.ReportBankEventAsync(Some.BankEvent);
            return client.Network.Calls.Last().Headers["Authorization"] == "Bearer token-2";
        });
        Assert.Equal(2, client.Network.TokenRequests.Count);
    }

    [Fact]
    public async Task A_refresh_that_fails_is_logged_and_the_old_token_used_to_its_end()
    {
        var time = new FakeTime();
        var answer = new Network().Tokens;
        await using var client = new Client(new Network { Tokens = (n, request, cancellation) => n == 1 ? answer(n, request, cancellation) : Task.FromResult(Network.Json(500, "")) }, time: time);
        await client.Service.ReportBankEventAsync(Some.BankEvent);

        time.Advance(TimeSpan.FromMinutes(55));
        await client.Service.ReportBankEventAsync(Some.BankEvent);
        await Eventually(() => Task.FromResult(client.Log.Lines.Any(line => line.Text.Contains("the old one is used until", StringComparison.Ordinal))));
        await client.Service.ReportBankEventAsync(Some.BankEvent);
        Assert.Equal(2, client.Network.TokenRequests.Count);   // not tried again on every call

        time.Advance(TimeSpan.FromMinutes(5));
        await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.ReportBankEventAsync(Some.BankEvent));
    }

    [Fact]
    public async Task A_token_endpoint_that_fails_and_recovers_is_asked_again_by_our_pipeline_only()
    {
        var answer = new Network().Tokens;
        await using var client = new Client(new Network { Tokens = (n, request, cancellation) => n < 3 ? Task.FromResult(Network.Json(500, "")) : answer(n, request, cancellation) });

        await client.Service.AssessPurchaseAsync(Some.Purchase);

        Assert.Equal(3, client.Network.TokenRequests.Count);
        Assert.Single(client.Network.Calls);
    }

    [Fact]
    public async Task Wrong_credentials_are_explained_and_not_tried_again()
    {
        await using var client = new Client(new Network { Tokens = (_, _, _) => Task.FromResult(Network.Json(401, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""")) });

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase, "c"));

        Assert.Null(failure.StatusCode);
        Assert.Equal("invalid_client", failure.Reason);
        Assert.Equal("c", failure.CorrelationId);
        Assert.False(failure.IsRetryable);
        Assert.Contains("AADSTS7000215", failure.Message, StringComparison.Ordinal);
        Assert.Single(client.Network.TokenRequests);
        Assert.Empty(client.Network.Calls);
    }

    [Fact]
    public async Task Throttling_is_explained()
    {
        await using var client = new Client(new Network { Tokens = (_, _, _) => Task.FromResult(Network.Json(429, """{"error":"too_many"}""", ("Retry-After", "60"))) });

        var first = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));
        var second = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));

        Assert.Equal(TimeSpan.FromSeconds(60), first.RetryAfter);
        Assert.True(second.IsRetryable);
        Assert.Contains("Retry-After", second.Message, StringComparison.Ordinal);
        Assert.Contains("every request of this process", second.Message, StringComparison.Ordinal);
        Assert.Single(client.Network.TokenRequests);
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(400, "")]
    [InlineData(503, "<html>")]
    public async Task Whatever_the_token_endpoint_answers_arrives_as_the_one_exception(int status, string body)
    {
        await using var client = new Client(new Network { Tokens = (_, _, _) => Task.FromResult(Network.Json(status, body)) });

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));

        Assert.StartsWith("No token: ", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.StatusCode);
        Assert.NotNull(failure.InnerException);
    }

    [Fact]
    public async Task An_unreachable_authority_is_named()
    {
        await using var client = new Client(new Network { Tokens = (_, _, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused") });

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));

        Assert.True(failure.IsRetryable);
        Assert.Contains("https://login.example.test/", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, client.Network.TokenRequests.Count);
    }

    [Fact]
    public async Task A_herd_whose_token_is_refused_makes_one_more_token_request()
    {
        await using var client = new Client(
            new Network { Service = (_, request, _) => Task.FromResult(request.Headers["Authorization"] == "Bearer token-1" ? Network.Refusal() : Network.Json(200, Network.Approve)) },
            [("Timeout", "00:01:00")]);
        var service = client.Service;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => service.AssessPurchaseAsync(Some.Purchase))));

        Assert.Equal(2, client.Network.TokenRequests.Count);
    }

    [Fact]
    public async Task Microsoft_s_own_authority_works_too()
    {
        await using var client = new Client(settings: [("Authority", "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111")]);

        await client.Service.ReportBankEventAsync(Some.BankEvent);

        Assert.Equal("login.microsoftonline.com", Assert.Single(client.Network.TokenRequests).Address.Host);
    }

    internal static Dictionary<string, string> Form(Network.Request request) =>
        request.Body.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]), StringComparer.Ordinal);

    private static async Task Eventually(Func<Task<bool>> happened)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await happened())
            await Task.Delay(10, limit.Token);
    }
}
