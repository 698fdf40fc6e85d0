using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Storefront.FraudServer.Portal;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules;

namespace Storefront.Tests.FraudServer.Events;

/// <summary>What rules look into from outside: lists of a folder, calls over HTTP, tables of the operator.</summary>
public sealed class ResourceTests : IAsyncLifetime
{
    private const string RulesText = """
        %rule Lists
        %clause Risky
        RETURN Reject("risky", Lookup("Risky Emails", "Email", @"user.email", "Note", "?")) WHEN ContainsKey("Risky Emails", "Email", @"user.email")
        %clause Blocked
        RETURN Reject("blocked") WHEN IsBlock("Email Support List", @"user.email")
        %clause Watched
        RETURN Review("watched") WHEN IsWatch("Email Support List", @"user.email")
        %clause Safe
        RETURN Approve("safe") WHEN IsSafe("Email Support List", @"user.email")
        %rule Place
        %clause Place
        OBSERVE Output(country = Geo.CountryCode(@"deviceContext.ipAddress"), issuer = BIN.Lookup(@"paymentInstrumentList.bin").issuer)
        %rule Calls
        %clause Reputation
        LET $answer = External.reputation(@"user.email", 7)
        OBSERVE Output(score = $answer.score, status = $answer.GetDiagnostics().httpStatusCode, error = $answer.GetDiagnostics().errorMessage)
        WHEN @"user.email".EndsWith("@called.example")
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
    private readonly ConcurrentQueue<string> _calls = new();
    private WebApplication _other = null!;
    private Service _service = null!;
    private Func<HttpContext, Task> _answer = http => http.Response.WriteAsync("""{"score":12}""");

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        _other = builder.Build();
        _other.Urls.Add("http://127.0.0.1:0");
        _other.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            _calls.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} {await reader.ReadToEndAsync()} {http.Request.Headers.Authorization}".TrimEnd());
            await _answer(http);
        });
        await _other.StartAsync();

        Directory.CreateDirectory(Path.Combine(_directory, "lists", "support"));
        Write("rules.fql", RulesText);
        Write("lists/Risky Emails.csv", "Email,Note\nMallory@bad.example,ring 7\n");
        Write("lists/support/Email Support List.csv", "value,status,reason,expires\nb@x.example,Block,chargebacks,\nw@x.example,Watch,,\ns@x.example,Safe,,\nold@x.example,Block,,2020-01-01\n");
        Write("geo.csv", "range,countryCode\n203.0.113.0/24,AU\n");
        Write("bin.csv", "bin,cardNetwork,cardType,issuer,countryCode,cardCategory\n411111,Visa,Credit,Contoso Bank,US,Corporate\n");
        Write("token.txt", "secret\n");
        _service = await Service.StartAsync(Settings(), directory: _directory);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _other.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData("mallory@BAD.example", "Reject", "risky")]
    [InlineData("b@x.example", "Reject", "blocked")]
    [InlineData("w@x.example", "Review", "watched")]
    [InlineData("s@x.example", "Approve", "safe")]
    [InlineData("old@x.example", "Approve", null)]
    public async Task Lists_of_the_folder_decide(string email, string decision, string? reason)
    {
        var details = (await BuyAsync(email)).Details;

        Assert.Equal((decision, reason ?? "NO_CLAUSE_HIT"), (details["MerchantRuleDecision"]!.GetValue<string>(), details["MerchantRuleReason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_list_that_changes_is_live_and_one_that_is_broken_leaves_the_old_one_in_force()
    {
        Write("new.csv", "Email,Note\nnew@bad.example,ring 8\n");
        File.Move(Path.Combine(_directory, "new.csv"), Path.Combine(_directory, "lists", "Risky Emails.csv"), overwrite: true);
        await UntilAsync("new@bad.example", "Reject");
        Assert.Equal("Approve", Decision(await BuyAsync("mallory@bad.example")));

        Write("lists/support/Email Support List.csv", "value,status\nx@x.example,Perhaps\n");
        var waiting = Stopwatch.StartNew();
        while (!_service.Log.Lines.Any(line => line.Contains("Perhaps", StringComparison.Ordinal)) && waiting.Elapsed < TimeSpan.FromSeconds(60))
            await Task.Delay(50);
        Assert.Equal("Reject", Decision(await BuyAsync("b@x.example")));

        File.Delete(Path.Combine(_directory, "lists", "support", "Email Support List.csv"));
        await UntilAsync("b@x.example", "Approve");
    }

    [Fact]
    public async Task Tables_of_the_operator_answer_for_addresses_and_cards()
    {
        var reply = await _service.PostAsync(Service.Purchase, Service.APurchase("geo",
            ""","deviceContext":{"deviceContextId":"d","ipAddress":"203.0.113.7"},"paymentInstrumentList":[{"type":"CreditCard","bin":"411111"}]"""));

        Assert.Equal("""{"country":"AU","issuer":"Contoso Bank"}""", reply.Details["MerchantRuleOutput"]!["Place"]!.ToJsonString());
    }

    [Fact]
    public async Task A_call_gets_its_parameters_as_text_and_its_token_and_is_told_in_the_diagnostics()
    {
        var reply = await BuyAsync("a b@called.example");

        Assert.Equal("""{"score":"12","status":"200","error":""}""", reply.Details["MerchantRuleOutput"]!["Reputation"]!.ToJsonString());
        Assert.Equal("POST /score {\"email\":\"a b@called.example\",\"days\":\"7\"} Bearer secret", Assert.Single(_calls));
        Assert.Equal("200", reply.Details["Diagnostics"]!["External.reputation"]!.AsArray()[0]!["httpStatusCode"]!.ToString());
    }

    [Fact]
    public async Task A_call_that_fails_gives_the_default_and_after_five_failures_nobody_is_called()
    {
        _answer = http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };

        for (var i = 0; i < 7; i++)
        {
            var output = (await BuyAsync($"{i}@called.example")).Details["MerchantRuleOutput"]!["Reputation"]!;
            Assert.Equal(i < 5 ? """{"score":"-1","status":"503","error":"Status 503"}""" : """{"score":"-1","status":"0","error":"CircuitOpen"}""", output.ToJsonString());
        }

        Assert.Equal(5, _calls.Count);
    }

    [Theory]
    [InlineData("slow", "Timeout")]
    [InlineData("html", "NotJson")]
    [InlineData("large", "AnswerTooLarge")]
    [InlineData("moved", "Status 302")]
    public async Task A_call_that_goes_wrong_in_another_way_gives_the_default_too(string what, string error)
    {
        _answer = what switch
        {
            "slow" => http => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default),
            "html" => http => http.Response.WriteAsync("<html>"),
            "large" => http => http.Response.WriteAsync($"\"{new string('x', 300_000)}\""),
            _ => http =>
            {
                http.Response.Redirect("/elsewhere");
                return Task.CompletedTask;
            },
        };

        var output = (await BuyAsync("x@called.example")).Details["MerchantRuleOutput"]!["Reputation"]!;

        Assert.Equal(("-1", error), (output["score"]!.GetValue<string>(), output["error"]!.GetValue<string>()));
        Assert.Single(_calls);
    }

    [Fact]
    public void A_pause_ends_with_one_call_that_tries_again()
    {
        var time = new FakeTime(DateTimeOffset.UnixEpoch);
        var breaker = new Breaker(time);
        for (var i = 0; i < 5; i++)
        {
            Assert.True(breaker.MayCall());
            breaker.Report(succeeded: false);
        }

        Assert.False(breaker.MayCall());
        time.Now += TimeSpan.FromSeconds(10);
        Assert.True(breaker.MayCall());
        Assert.False(breaker.MayCall());
        breaker.Report(succeeded: true);
        Assert.True(breaker.MayCall());
    }

    [Theory]
    [InlineData("FraudServer:ExternalCalls:0:Name", "1st")]
    [InlineData("FraudServer:ExternalCalls:0:Endpoint", "http://example.com")]
    [InlineData("FraudServer:ExternalCalls:0:Timeout", "5001")]
    [InlineData("FraudServer:ExternalCalls:0:Default", "{")]
    [InlineData("FraudServer:ExternalCalls:0:Method", "PUT")]
    [InlineData("FraudServer:GeoFile", "nowhere.csv")]
    [InlineData("FraudServer:Fingerprinting:UnknownSessionScore", "1000")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string key, string value)
    {
        var settings = Settings();
        settings[key] = value;

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Service.StartAsync(settings, directory: Directory.CreateDirectory(Path.Combine(_directory, "other")).FullName));

        Assert.Contains(key, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FraudServer:GeoFile", "geo.csv", "address,country\n")]
    [InlineData("FraudServer:BinFile", "bin.csv", "number,network\n")]
    [InlineData("FraudServer:GibberishFile", "pairs.csv", "nothing,here\n")]
    public async Task A_table_that_is_none_stops_the_start_with_its_name(string key, string file, string text)
    {
        Write(file, text);
        var settings = Settings();
        settings[key] = Path.Combine(_directory, file);

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Service.StartAsync(settings, directory: Directory.CreateDirectory(Path.Combine(_directory, "other")).FullName));

        Assert.Contains($"{key}: '{settings[key]}' cannot be used", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_table_is_in_force_and_a_broken_one_leaves_it_so()
    {
        var tables = _service.Get<OperatorTables>();
        Write("geo.csv", "range,countryCode\n203.0.113.0/24,MX\n", later: 10);
        Refresh(tables);
        Assert.Equal("MX NA 1", $"{tables.Geo!.Find("203.0.113.7")!.CountryCode} {tables.Geo.Find("203.0.113.7")!.MarketCode} {tables.All[0].Rows}");

        Write("geo.csv", "no table", later: 20);
        Refresh(tables);

        Assert.Equal("MX", tables.Geo.Find("203.0.113.7")!.CountryCode);
        Assert.Contains("first line", tables.All[0].Problem, StringComparison.Ordinal);
        Assert.Contains(_service.Get<Attention>().Now(), concern => concern.Text.Contains("geo.csv (FraudServer:GeoFile) cannot be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Kayla Goderich", true)]
    [InlineData("wilson.cooper", true)]
    [InlineData("xkcdqwz", false)]
    [InlineData("hjkqwrtz", false)]
    public void The_shipped_pairs_of_letters_tell_names_from_keys_hit_at_random(string text, bool isName) => Assert.Equal(isName, DefaultFiles.Gibberish.Score(text) > 0.4);

    private static void Refresh(OperatorTables tables)
    {
        foreach (var table in tables.All) // the watch may have been first
            table.Refresh();
    }

    [Fact]
    public async Task Keys_of_a_list_of_tokens_are_compared_to_the_letter()
    {
        Write("lists/Tokens.csv", "Token,Note\nAbC,mine\n");
        Write("rules.fql", "OBSERVE Output(same = Lookup(\"Tokens\", \"Token\", \"AbC\", \"Note\"), other = Lookup(\"Tokens\", \"Token\", \"abc\", \"Note\"), email = ContainsKey(\"Risky Emails\", \"Email\", \"MALLORY@bad.example\"))");
        var settings = Settings();
        settings["FraudServer:CaseSensitiveLists:0"] = "tokens";
        await using var service = await Service.StartAsync(settings, directory: _directory);

        var output = (await service.PostAsync(Service.Purchase, Service.APurchase("tokens"))).Details["MerchantRuleOutput"]!.AsObject().First().Value!;

        Assert.Equal("""{"same":"mine","other":"Unknown","email":"true"}""", output.ToJsonString());
    }

    [Fact]
    public async Task A_list_nobody_can_read_stops_the_start_with_its_name()
    {
        Write("lists/Risky Emails.csv", "Email,Email\n");

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Service.StartAsync(Settings(), directory: _directory));

        Assert.Contains("Risky Emails.csv", refusal.Message, StringComparison.Ordinal);
    }

    private Dictionary<string, string?> Settings() => new(StringComparer.Ordinal)
    {
        ["FraudServer:RulesFile"] = Path.Combine(_directory, "rules.fql"),
        ["FraudServer:ListsDirectory"] = Path.Combine(_directory, "lists"),
        ["FraudServer:GeoFile"] = Path.Combine(_directory, "geo.csv"),
        ["FraudServer:BinFile"] = Path.Combine(_directory, "bin.csv"),
        ["FraudServer:ExternalCalls:0:Name"] = "reputation",
        ["FraudServer:ExternalCalls:0:Parameters:0"] = "email",
        ["FraudServer:ExternalCalls:0:Parameters:1"] = "days",
        ["FraudServer:ExternalCalls:0:Endpoint"] = _other.Urls.First() + "/score",
        ["FraudServer:ExternalCalls:0:Method"] = "POST",
        ["FraudServer:ExternalCalls:0:Timeout"] = "5000",
        ["FraudServer:ExternalCalls:0:Default"] = """{"score":-1}""",
        ["FraudServer:ExternalCalls:0:TokenFile"] = Path.Combine(_directory, "token.txt"),
    };

    private async Task UntilAsync(string email, string decision)
    {
        var waiting = Stopwatch.StartNew();
        while (Decision(await BuyAsync(email)) != decision)
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(60), $"{email} is not answered with {decision}");
            await Task.Delay(50);
        }
    }

    private static string Decision(Reply reply) => reply.Details["MerchantRuleDecision"]!.GetValue<string>();

    private Task<Reply> BuyAsync(string email) =>
        _service.PostAsync(Service.Purchase, Service.APurchase(Guid.NewGuid().ToString(), $$""","user":{"userId":"u","email":"{{email}}"}"""));

    private void Write(string file, string text, int later = 0)
    {
        var path = Path.Combine(_directory, file);
        File.WriteAllText(path, text);
        if (later > 0) // two writes within one tick of the file system's clock are told apart
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(later));
    }
}
