using System.Net;

namespace Storefront.Tests.FraudServer.PostgreSql;

/// <summary>A server that goes away in the middle, and comes back.</summary>
public sealed class LostServerTests
{
    [Fact]
    public async Task While_the_server_is_away_callers_are_told_to_come_back_and_then_all_goes_on_by_itself()
    {
        var server = await PostgreSqlServer.OwnAsync();
        try
        {
            await using var service = await Service.StartAsync(Service.On(await server.NewDatabaseAsync()));
            Assert.Equal(HttpStatusCode.OK, (await service.PostAsync(Service.Purchase, Service.APurchase("before"))).Status);
            var answered = new List<string>();
            var load = Task.Run(async () =>
            {
                for (var i = 0; ; i++)
                {
                    var reply = await service.PostAsync(Service.Purchase, Service.APurchase($"during-{i}"));
                    if (reply.Status != HttpStatusCode.OK)
                        return reply;
                    answered.Add($"during-{i}");
                }
            });

            await server.StopAsync();

            var refused = await load.WaitAsync(TimeSpan.FromMinutes(1));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "2", true), (refused.Status, refused.Headers["Retry-After"], (bool?)refused.Json["Retryable"]));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await HealthAsync(service));

            await server.StartAsync();

            Assert.Equal(HttpStatusCode.OK, (await service.PostAsync(Service.Purchase, Service.APurchase("after"))).Status);
            Assert.Equal(HttpStatusCode.OK, await HealthAsync(service));
            foreach (var id in answered.Append("before"))
                Assert.Single(await service.ReceivedAsync("?id=" + id), row => (int?)row!["status"] == 200);
        }
        finally
        {
            server.Remove();
        }
    }

    private static async Task<HttpStatusCode> HealthAsync(Service service)
    {
        using var answer = await service.Http.GetAsync(new Uri("/api/v1/health", UriKind.Relative));
        return answer.StatusCode;
    }
}
