using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules.Velocities;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Storage;

public sealed class DurabilityTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;

    internal const string Rules = """
        %set Buying
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
        %velocity SELECT Sum(@"totalAmount") AS spent FROM Purchase GROUPBY @"user.userId"
        %velocity SELECT DistinctCount(@"user.email") AS mails FROM Purchase GROUPBY @"user.userId"
        %rule R
        %clause C
        OBSERVE Output(n = Velocity.bought(@"user.userId", 1d))
        """;

    private Dictionary<string, string?> _settings = [];

    private string RulesFile => Path.Combine(_directory, "counting.fql");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData(Service.PostgreSql)]
    public async Task What_was_answered_before_a_kill_is_there_after_it_and_every_id_stays_used(string? provider)
    {
        _settings = provider is null ? [] : Service.On(await (await PostgreSqlServer.SharedAsync()).NewDatabaseAsync());
        await using var other = provider is null ? null : await Service.StartAsync(new(_settings, StringComparer.Ordinal) { ["FraudServer:RulesFile"] = await RulesAsync() });
        var answered = new ConcurrentBag<string>();
        await RulesAsync();
        for (var kill = 0; kill < Long.Suite(1, 8); kill++)
        {
            using var program = Start(out var address);
            using var http = new HttpClient { BaseAddress = address };
            await ReadyAsync(http, program);
            var (caller, others) = (new Caller(http), other is null ? null : new Caller(other.Http)); // an instance that lives on
            var enough = new TaskCompletionSource();
            var posts = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
            {
                while (true)
                {
                    var id = Guid.NewGuid().ToString();
                    try
                    {
                        if (await caller.PostAsync(id) == HttpStatusCode.OK)
                            answered.Add(id);
                        if (others is not null && await others.PostAsync(id = Guid.NewGuid().ToString()) == HttpStatusCode.OK)
                            answered.Add(id);
                    }
                    catch (HttpRequestException)
                    {
                        return;
                    }

                    if (answered.Count >= (kill + 1) * 150)
                        enough.TrySetResult();
                }
            })).ToList();
            await enough.Task.WaitAsync(TimeSpan.FromMinutes(2));
            program.Kill(); // SIGKILL, in the middle of posts
            await Task.WhenAll(posts);
            await program.WaitForExitAsync();
        }

        await using var service = await Service.StartAsync(new(_settings, StringComparer.Ordinal) { ["FraudServer:RulesFile"] = RulesFile }, directory: Path.Combine(_directory, "fraud-server"));
        Assert.True(answered.Count >= 150);
        AssertRecount(service);
        await Parallel.ForEachAsync(answered, async (id, _) =>
        {
            Assert.Single(await service.ReceivedAsync("?id=" + id));
            Assert.Equal("DuplicatePurchaseId", (await service.PostAsync(Service.Purchase, Service.APurchase(id))).Headers["ErrorReason"]);
        });
    }

    // What was counted is what is kept, no more and no less, whatever the kill interrupted.
    internal static void AssertRecount(Service service, Func<string, string>? seriesOf = null)
    {
        var (log, velocities, now) = (service.Get<ReceivedLog>(), service.Get<StoredVelocities>(), DateTime.UtcNow);
        var purchases = log.After(0, null, int.MaxValue).Where(row => row.Status == 200).Select(row => JsonNode.Parse(row.Request)!).ToList();
        foreach (var user in purchases.GroupBy(p => p["user"]!["userId"]!.GetValue<string>()))
        {
            decimal Read(string velocity) => velocities.Read(Service.EnvironmentId, seriesOf?.Invoke(velocity) ?? velocity, user.Key, new VelocityWindow(90, WindowUnit.Day), now);
            Assert.Equal(user.Count(), Read("bought"));
            Assert.Equal(user.Sum(p => p["totalAmount"]!.GetValue<decimal>()), Read("spent"));
            Assert.Equal(user.Select(p => p["user"]!["email"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count(), Read("mails"));
        }
    }

    [Fact]
    public async Task A_graceful_stop_answers_what_it_accepted()
    {
        var service = await Service.StartAsync(directory: _directory);
        await service.TokenAsync();
        var posts = Enumerable.Range(0, 100).Select(i => service.PostAsync(Service.Purchase, Service.APurchase($"g-{i}"))).ToList();
        await Task.WhenAny(posts);

        var stop = service.App.StopAsync();

        // Accepted means: the request was on an open connection. Those not yet sent are refused, never half done.
        await Task.WhenAll(posts.Select(p => p.ContinueWith(_ => { }, TaskScheduler.Default)));
        await stop;
        await service.DisposeAsync();
        Assert.Contains(posts, p => p.IsCompletedSuccessfully && p.Result.Status == HttpStatusCode.OK);
        Assert.DoesNotContain(posts, p => p.IsCompletedSuccessfully && (int)p.Result.Status >= 500);
        await using var again = await Service.StartAsync(directory: _directory);
        for (var i = 0; i < posts.Count; i++)
            if (posts[i].IsCompletedSuccessfully)
                Assert.Single(await again.ReceivedAsync($"?id=g-{i}"));
    }

    private async Task<string> RulesAsync()
    {
        await File.WriteAllTextAsync(RulesFile, Rules);
        return RulesFile;
    }

    private Process Start(out Uri address)
    {
        address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Storefront.FraudServer.dll"), "--urls", address.ToString().TrimEnd('/')])
        {
            WorkingDirectory = Path.GetTempPath(), // not the program's: it must not matter
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Storage__Directory"] = _directory, ["ASPNETCORE_URLS"] = "", ["FraudServer__RulesFile"] = RulesFile },
        };
        foreach (var (name, value) in _settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var program = Process.Start(start)!;
        program.OutputDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        return program;
    }

    private static async Task ReadyAsync(HttpClient http, Process program)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(60) && !program.HasExited)
        {
            try
            {
                await http.GetAsync(new Uri("/api/v1/health", UriKind.Relative));
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        Assert.Fail("The service did not start.");
    }

    internal sealed class Caller(HttpClient http)
    {
        private readonly Lazy<Task<string>> _token = new(() => TokenAsync(http));

        public async Task<HttpStatusCode> PostAsync(string id)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Service.Purchase)
            {
                Content = new StringContent(Service.APurchase(id, $$""","totalAmount":{{id.Length}}.{{id[0] % 10}}1,"user":{"userId":"u{{id[1] % 5}}","email":"{{id[2] % 7}}@example.com"}"""), System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Authorization = new("Bearer", await _token.Value);
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }

        private static async Task<string> TokenAsync(HttpClient http)
        {
            using var answer = await http.PostAsync(new Uri($"/{Service.Tenant}/oauth2/v2.0/token", UriKind.Relative), new FormUrlEncodedContent(Service.TokenForm()));
            return System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
        }
    }
}
