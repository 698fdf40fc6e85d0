using System.Text.Json;

namespace Storefront.Tests.Web.Hosting;

public sealed class LogTests
{
    [Fact]
    public async Task Every_line_has_a_correlation_ID_and_none_has_an_address_a_cookie_or_anything_typed()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("log-").FullName, "shop.log");
        string page;
        await using (var shop = await BareShop.StartAsync(
        [
            "--Serilog:Using:0=Serilog.Sinks.File", "--Serilog:WriteTo:0:Name=File", $"--Serilog:WriteTo:0:Args:path={file}",
            "--Serilog:WriteTo:0:Args:formatter=Serilog.Formatting.Json.JsonFormatter, Serilog",
        ]))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/test/words/canary-path?key=canary-query");
            request.Headers.Add("Cookie", "storefront.cart=canary-cookie");
            request.Headers.Add("User-Agent", "canary-agent");
            await shop.Client.SendAsync(request);
            using var post = new FormUrlEncodedContent([KeyValuePair.Create("name", "canary-form")]);
            await shop.Client.PostAsync("/test/order?key=canary-query", post);
            page = await shop.Client.GetStringAsync("/test/words/y");
            await shop.Client.GetAsync("/test/failure?key=canary-query");
            await shop.Client.GetAsync("/canary-nowhere");
        }

        Assert.NotEmpty(page);
        var lines = await File.ReadAllLinesAsync(file);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.All(lines, line => Assert.Matches("^[0-9a-f]{32}$|^[0-9a-f-]{36}$", JsonDocument.Parse(line).RootElement.GetProperty("Properties").GetProperty("CorrelationId").GetString()!));
        Assert.Contains(lines, line => line.Contains("\"/test/words/{secret}\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("A page that always fails", StringComparison.Ordinal)); // for the operator, who needs it
        Assert.DoesNotContain(lines, line => line.Contains("canary", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("(no route)", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("/error/", StringComparison.Ordinal));
        var failure = lines.Where(line => line.Contains("/test/failure", StringComparison.Ordinal) || line.Contains("always fails", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Properties").GetProperty("CorrelationId").GetString());
        Assert.Single(failure.Distinct(StringComparer.Ordinal)); // the lines of one request find each other
    }
}
