using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Storefront.Conformance;

namespace Storefront.Tests.FraudServer;

/// <summary>The black-box checks that anybody can point at any service, pointed at this one; and at one that does a thing otherwise.</summary>
public sealed class ConformanceTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private readonly Service _service = fixture.Service;

    [Fact]
    public async Task The_service_alone_does_all_that_the_contract_says()
    {
        var (exit, report) = await CheckAsync(_service.Http.BaseAddress!);

        Assert.True(exit == 0, report);
        Assert.Matches("[0-9]{2,} passed, 0 failed, 2 not supported", report); // custom assessments are the operator's
    }

    [Theory]
    [InlineData("\"MerchantRuleDecision\"", "\"merchantRuleDecision\"", "MerchantRuleDecision is missing (there is merchantRuleDecision)")]
    [InlineData("\"Succeeded\":true", "\"Succeeded\":\"true\"", "Succeeded")]
    [InlineData("has already been received", "was seen", "")]
    public async Task A_service_that_answers_otherwise_is_noticed_unless_callers_may_not_care(string ours, string theirs, string difference)
    {
        await using var other = await OtherwiseAsync(text => text.Replace(ours, theirs, StringComparison.Ordinal));

        var (exit, report) = await CheckAsync(new Uri(other.Urls.First()));

        Assert.Equal(difference.Length == 0 ? 0 : 1, exit);
        Assert.Contains(difference, report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_understood_and_who_cannot_be_reached_are_told()
    {
        using var errors = new StringWriter();

        Assert.Equal(64, await Kit.RunAsync(["--endpoints", "x"], TextWriter.Null, errors));
        Assert.Equal(1, await Kit.RunAsync(["--endpoint", "http://127.0.0.1:1"], TextWriter.Null, errors));

        Assert.Contains("--authority", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("cannot be reached", errors.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Report)> CheckAsync(Uri endpoint)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await Kit.RunAsync(
            ["--endpoint", endpoint.ToString(), "--authority", $"{_service.Https.BaseAddress}{Service.Tenant}", "--trust", Path.Combine(_service.Directory, "certificate.pem")], output, errors);
        return (exit, output + errors.ToString());
    }

    /// <summary>Between the checks and the service, changing what is answered.</summary>
    private async Task<WebApplication> OtherwiseAsync(Func<string, string> change)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_service.Http.BaseAddress!, context.Request.Path + context.Request.QueryString));
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            if (body.Length > 0 || HttpMethods.IsPost(context.Request.Method))
                request.Content = new ByteArrayContent(body.ToArray());
            foreach (var (name, value) in context.Request.Headers.Where(header => header.Key is not ("Host" or "Content-Length" or "Transfer-Encoding")))
            {
                if (!request.Headers.TryAddWithoutValidation(name, value.ToArray()))
                    request.Content?.Headers.TryAddWithoutValidation(name, value.ToArray());
            }

            using var answer = await _service.Http.SendAsync(request);
            var text = change(await answer.Content.ReadAsStringAsync());
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, value) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Content-Length" or "Transfer-Encoding")))
                context.Response.Headers[name] = value.ToArray();
            await context.Response.WriteAsync(text);
        });
        await app.StartAsync();
        return app;
    }
}
