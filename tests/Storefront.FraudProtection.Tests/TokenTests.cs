using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Storefront.FraudProtection;

namespace Storefront.Tests.FraudProtection;

/// <summary>How tokens are had, kept, refreshed and explained.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tokens-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

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
            Service = (_, request, _) => Task.FromResult(request.Headers["Authorization"] == "Bearer token-1" ? Refusal() : Network.Json(200, Network.Approve)),
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
        await using var client = new Client(new Network { Service = (_, _, _) => Task.FromResult(Refusal()) });

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
    public async Task A_new_secret_in_the_file_is_used_for_the_next_token()
    {
        var file = Path.Combine(folder, "secret");
        await File.WriteAllTextAsync(file, "first\n");
        await using var client = new Client(Refusing(), [("ClientSecret", null), ("ClientSecretFile", file)]);
        await client.Service.ReportBankEventAsync(Some.BankEvent);

        await File.WriteAllTextAsync(file, "second\n");
        await client.Service.ReportBankEventAsync(Some.BankEvent);

        Assert.Equal("first, second", string.Join(", ", client.Network.TokenRequests.Select(request => Form(request)["client_secret"])));
    }

    [Fact]
    public async Task A_secret_file_that_is_missing_is_named_and_may_come_later()
    {
        var file = Path.Combine(folder, "secret");
        await using var client = new Client(settings: [("ClientSecret", null), ("ClientSecretFile", file)]);

        var failure = await Assert.ThrowsAsync<FraudProtectionException>(() => client.Service.AssessPurchaseAsync(Some.Purchase));
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "here");
        Assert.Equal(Decision.Approve, (await client.Service.AssessPurchaseAsync(Some.Purchase)).Decision);
    }

    [Fact]
    public async Task A_secret_may_come_from_a_function_and_change()
    {
        var asked = 0;
        await using var client = new Client(Refusing(), [("ClientSecret", null)], builder => builder.UseClientSecret((_, _) => ValueTask.FromResult($"secret {++asked}")));

        await client.Service.ReportBankEventAsync(Some.BankEvent);
        await client.Service.ReportBankEventAsync(Some.BankEvent);

        Assert.Equal("secret 1, secret 2", string.Join(", ", client.Network.TokenRequests.Select(request => Form(request)["client_secret"])));
    }

    [Theory]
    [InlineData("pfx")]
    [InlineData("pfx with password")]
    [InlineData("pem")]
    [InlineData("pem with password")]
    public async Task A_certificate_file_signs_the_request_and_a_new_one_is_noticed(string kind)
    {
        var file = Path.Combine(folder, "certificate");
        var password = kind.EndsWith("password", StringComparison.Ordinal) ? "let me in" : null;
        using var first = Certificates.For("first");
        using var second = Certificates.For("second");
        await using var client = new Client(Refusing(), [("ClientSecret", null), ("ClientCertificateFile", file), ("ClientCertificatePassword", password)]);

        await WriteAsync(file, first, kind, password);
        await client.Service.ReportBankEventAsync(Some.BankEvent);
        await WriteAsync(file, second, kind, password);
        await client.Service.ReportBankEventAsync(Some.BankEvent);

        Assert.Equal($"{Thumbprint(first)}, {Thumbprint(second)}", string.Join(", ", client.Network.TokenRequests.Select(request => (string?)AssertionHeader(request)["x5t#S256"])));
        Assert.All(client.Network.TokenRequests, request => Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", Form(request)["client_assertion_type"]));
    }

    [Fact]
    public async Task A_certificate_may_come_from_a_function()
    {
        using var certificate = Certificates.For("function");
        await using var client = new Client(settings: [("ClientSecret", null)], configure: builder => builder.UseClientCertificate((_, _) => ValueTask.FromResult(certificate)));

        await client.Service.ReportBankEventAsync(Some.BankEvent);

        Assert.Equal(Thumbprint(certificate), (string?)AssertionHeader(Assert.Single(client.Network.TokenRequests))["x5t#S256"]);
    }

    // Refuses each token after one use, so that every call needs a new one.
    private static Network Refusing()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var network = new Network();
        network.Service = (_, request, _) => Task.FromResult(used.Contains(request.Headers["Authorization"]) ? Refusal() : Accept(request));
        return network;

        HttpResponseMessage Accept(Network.Request request)
        {
            used.Add(request.Headers["Authorization"]);
            return Network.Json(200, Network.Accepted);
        }
    }

    private static HttpResponseMessage Refusal() =>
        Network.Json(401, Repository.Example("error-401-token-expired.json"), ("ErrorReason", "TokenExpired"), ("ErrorSource", "validate-jwt"));

    private static Dictionary<string, string> Form(Network.Request request) =>
        request.Body.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]), StringComparer.Ordinal);

    private static JsonNode AssertionHeader(Network.Request request)
    {
        var header = Form(request)["client_assertion"].Split('.')[0];
        return JsonNode.Parse(Base64Url.DecodeFromChars(header))!;
    }

    private static string Thumbprint(X509Certificate2 certificate) =>
        Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256));

    private static async Task WriteAsync(string file, X509Certificate2 certificate, string kind, string? password)
    {
        if (kind.StartsWith("pfx", StringComparison.Ordinal))
        {
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, password));
            return;
        }

        using var key = certificate.GetRSAPrivateKey()!;
        var pem = password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        await File.WriteAllTextAsync(file, $"{certificate.ExportCertificatePem()}\n{pem}");
    }

    private static async Task Eventually(Func<Task<bool>> happened)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await happened())
            await Task.Delay(10, limit.Token);
    }
}
