using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Storefront.Tests.Bank;

public sealed class KillTests
{
    [Fact]
    public async Task What_was_answered_before_a_kill_is_answered_the_same_after_it_and_nothing_is_done_twice()
    {
        var kills = Environment.GetEnvironmentVariable("STOREFRONT_LONG_TESTS") is null ? 2 : 20;
        var folder = TestBank.NewFolder();
        var asked = new ConcurrentBag<string>();
        var answered = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        for (var kill = 0; kill < kills; kill++)
        {
            using var bank = BankProcess.Start(folder);
            using var shop = await bank.ConnectAsync();
            var enough = answered.Count + 40;
            var callers = Enumerable.Range(0, 4).Select(caller => CallUntilItDiesAsync(shop, $"{kill}-{caller}", asked, answered, () =>
            {
                if (answered.Count >= enough)
                    bank.Kill(); // in the middle of what the other callers asked
            }));
            await Task.WhenAll(callers);
        }

        Assert.True(answered.Count >= kills * 40);
        using var again = BankProcess.Start(folder);
        using var later = await again.ConnectAsync();
        foreach (var (key, answer) in answered)
            Assert.Equal(answer, await VoidAsync(later, key));

        foreach (var key in asked)
            await VoidAsync(later, key); // the unanswered too: done now, if they were not

        var rows = (await later.GetFromJsonAsync<JsonArray>("/ledger.json"))!;
        Assert.Equal(asked.Order(StringComparer.Ordinal), rows.Select(row => (string)row!["idempotencyKey"]!).Order(StringComparer.Ordinal));
        again.Kill();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task CallUntilItDiesAsync(
        HttpClient shop, string caller, ConcurrentBag<string> asked, ConcurrentDictionary<string, string> answered, Action afterEach)
    {
        for (var i = 0; ; i++)
        {
            var key = $"{caller}-{i}";
            asked.Add(key);
            try
            {
                answered[key] = await VoidAsync(shop, key);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                return;
            }

            afterEach();
        }
    }

    // Every void writes twice, the tombstone and the row of the ledger, and both must be there or neither.
    private static async Task<string> VoidAsync(HttpClient shop, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/merchant/voids") { Content = JsonContent.Create(new { authorizationKey = "auth-" + key, reference = "r" }) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await shop.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }
}
