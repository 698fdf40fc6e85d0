using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Fingerprinting;

namespace Storefront.Tests.FraudServer.Fingerprinting;

/// <summary>The fingerprinting script and what becomes of what it tells (contract, events 9; responses 3.3, 4.3 and 5.2).</summary>
public sealed class FingerprintTests : IAsyncLifetime
{
    private const string Agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36";
    private readonly string _session = Guid.NewGuid().ToString();
    private readonly FakeTime _time = new(DateTimeOffset.UtcNow);
    private Service _service = null!;

    public async Task InitializeAsync() =>
        _service = await Service.StartAsync(new(StringComparer.Ordinal) { ["FraudServer:Fingerprinting:Enabled"] = "true" }, time: _time);

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Nothing_of_it_is_there_until_it_is_enabled()
    {
        await using var service = await Service.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.GetAsync(new Uri($"/mdt.js?session_id={_session}&instanceId=e", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.GetAsync(new Uri("/health/ping", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await TellAsync(service, """{"platform":"Win32"}"""));
        Assert.False((await service.PostAsync(Service.Purchase, APurchase("off"))).Details.ContainsKey("DeviceAttributes"));
    }

    [Theory]
    [InlineData("session_id={0}&instanceId=e", HttpStatusCode.OK)]
    [InlineData("SESSION_ID={0}&CustomerId=e", HttpStatusCode.OK)]
    [InlineData("session_id={0}", HttpStatusCode.BadRequest)]
    [InlineData("session_id=short&instanceId=e", HttpStatusCode.BadRequest)]
    [InlineData("session_id={0}.{0}&instanceId=e", HttpStatusCode.BadRequest)]
    [InlineData("instanceId=e", HttpStatusCode.BadRequest)]
    public async Task The_script_is_served_to_who_names_a_session_and_an_environment(string query, HttpStatusCode status)
    {
        using var answer = await _service.Http.GetAsync(new Uri("/mdt.js?" + string.Format(System.Globalization.CultureInfo.InvariantCulture, query, _session), UriKind.Relative));

        Assert.Equal(status, answer.StatusCode);
        if (status != HttpStatusCode.OK)
            return;
        Assert.Equal("text/javascript; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var script = await answer.Content.ReadAsStringAsync();
        Assert.All(new[] { "window.dfp", "url:", "sessionId:", "customerId:", "dc:", "doFpt:" }, part => Assert.Contains(part, script, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await _service.Http.GetAsync(new Uri("/health/ping", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task What_the_script_told_is_joined_to_a_purchase_under_the_contracts_names()
    {
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync(_service, Told));

        var reply = await _service.PostAsync(Service.Purchase, APurchase("joined"));

        var attributes = reply.Details["DeviceAttributes"]!.AsObject();
        var documented = JsonNode.Parse(Contract.Example("purchase-approve.response.json"))!["resultDetails"]!["DeviceAttributes"]!.AsObject();
        Assert.All(attributes, attribute => Assert.True(documented.ContainsKey(attribute.Key), attribute.Key));
        Assert.All(attributes, attribute => Assert.Equal(JsonValueKind.String, attribute.Value!.GetValueKind()));
        Assert.Equal("Win32 yes -420 203.0.113.57 browser_computer", string.Join(' ', new[] { "Platform", "CookieEnabled", "TimeZoneOffset", "TrueIp", "UserAgentType" }.Select(n => attributes[n]!.GetValue<string>())));
        Assert.Equal(Agent, attributes["BrowserUserAgent"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_changed_account_is_acknowledged_with_what_is_known_of_the_device()
    {
        await TellAsync(_service, Told);
        var account = JsonNode.Parse(Contract.Example("update-account-profile.request.json"))!;
        account["deviceContext"]!["deviceContextId"] = _session;

        var reply = await _service.PostAsync("/v1.0/MerchantServices/events/UpdateAccount", account.ToJsonString());

        Assert.Equal("Succeeded Error DeviceAttributes", Contract.Names(reply.Details));
        Assert.Equal("203.0.113.57", reply.Details["DeviceAttributes"]!["TrueIp"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_sign_in_from_a_known_device_has_scores_of_its_own_and_from_an_unknown_one_999()
    {
        await TellAsync(_service, Told);

        var known = await SignInAsync(_session);
        var unknown = await SignInAsync(Guid.NewGuid().ToString());

        Assert.All(known["resultDetails"]![0]!["scores"]!.AsArray(), score => Assert.InRange(score!["scoreValue"]!.GetValue<int>(), 0, 200));
        Assert.All(unknown["resultDetails"]![0]!["scores"]!.AsArray(), score => Assert.Equal(999, score!["scoreValue"]!.GetValue<int>()));
        var documented = JsonNode.Parse(Contract.Example("ap-account-create-approve.response.json"))!["enrichments"]!["deviceAttributes"]!.AsObject();
        Assert.All(known["enrichments"]!["deviceAttributes"]!.AsObject(), attribute => Assert.True(documented.ContainsKey(attribute.Key), attribute.Key));
        Assert.Equal("chrome windows desktop", string.Join(' ', new[] { "userAgentBrowser", "userAgentOperatingSystem", "userAgentPlatform" }.Select(n => known["enrichments"]!["deviceAttributes"]![n]!.GetValue<string>())));
        Assert.Empty(unknown["enrichments"]!.AsObject());
    }

    [Fact]
    public async Task A_browser_that_says_a_program_drives_it_scores_high()
    {
        await TellAsync(_service, """{"automation":"yes","platform":"Linux x86_64"}""");

        var scores = (await SignInAsync(_session))["resultDetails"]![0]!["scores"]!;

        Assert.Equal("Bot", scores[0]!["scoreType"]!.GetValue<string>());
        Assert.Equal(999, scores[0]!["scoreValue"]!.GetValue<int>()); // driven, another system than its user agent says, no languages, keeps nothing
    }

    [Fact]
    public async Task A_merchant_who_fingerprints_by_himself_gets_nothing_joined()
    {
        await TellAsync(_service, Told);

        var reply = await _service.PostAsync(Service.Purchase, Service.APurchase("own", $$""","deviceContext":{"deviceContextId":"{{_session}}","provider":"Merchant"}"""));

        Assert.False(reply.Details.ContainsKey("DeviceAttributes"));
    }

    [Fact]
    public async Task Only_what_the_script_may_tell_is_kept_and_for_28_days()
    {
        await TellAsync(_service, $$"""{"platform":"Win32","password":"secret","deviceId":"not an ID","screenResolution":"{{new string('9', 600)}}","trueIp":"1.2.3.4","pluginsCount":7}""");
        var sessions = _service.Get<DeviceSessions>();

        var kept = sessions.Find(_session)!.Attributes;

        Assert.All(new[] { "password", "deviceId", "screenResolution", "pluginsCount" }, name => Assert.False(kept.TryGetProperty(name, out _), name));
        Assert.Equal("203.0.113.57", kept.GetProperty("trueIp").GetString());
        _time.Now += TimeSpan.FromDays(28.1);
        Assert.Null(sessions.Find(_session));
    }

    [Fact]
    public async Task The_last_sessions_of_a_browser_are_told_with_how_fast_it_must_have_travelled()
    {
        var directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "geo.csv"), "range,countryCode,latitude,longitude\n203.0.113.0/24,AU,-33.87,151.21\n198.51.100.0/24,US,47.61,-122.33\n");
        await using var service = await Service.StartAsync(
            new(StringComparer.Ordinal) { ["FraudServer:Fingerprinting:Enabled"] = "true", ["FraudServer:GeoFile"] = "geo.csv" }, time: _time, directory: directory);
        var sessions = service.Get<DeviceSessions>();
        var ids = Enumerable.Range(0, 7).Select(_ => Guid.NewGuid().ToString()).ToList();
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            _time.Now += TimeSpan.FromHours(10);
            await PostAsync(service, $$"""{"sessionId":"{{id}}","attributes":{{Told}}}""", i == 6 ? "198.51.100.7" : "203.0.113.57");
        }

        var (first, last) = (sessions.Find(ids[0])!, sessions.Find(ids[6])!);

        Assert.Equal("1 1", $"{first.Attributes.GetProperty("sessionCount").GetString()} {first.Attributes.GetProperty("ipAddressHistory").GetArrayLength()}");
        Assert.Equal(0, first.SpeedOfTravel);
        Assert.Equal("7 ffcd2745-feb6-4dcf-b984-ede795763429", $"{last.Attributes.GetProperty("sessionCount").GetString()} {last.Attributes.GetProperty("cookieDeviceId").GetString()}");
        Assert.Equal(
            ["198.51.100.7", "203.0.113.57", "203.0.113.57", "203.0.113.57", "203.0.113.57"],
            last.Attributes.GetProperty("ipAddressHistory").EnumerateArray().Select(visit => visit.GetProperty("ipAddress").GetString()));
        Assert.InRange(last.SpeedOfTravel!.Value, 770, 780); // Sydney to Seattle is 7,750 miles, in ten hours
        Assert.Null(_service.Get<DeviceSessions>().Find(ids[0]));
    }

    [Fact]
    public async Task What_an_unknown_device_scores_can_be_set()
    {
        await using var service = await Service.StartAsync(new(StringComparer.Ordinal) { ["FraudServer:Fingerprinting:Enabled"] = "true", ["FraudServer:Fingerprinting:UnknownSessionScore"] = "500" });

        var login = (await service.PostAsync("/v1.0/action/account/login", Contract.Example("ap-account-login.request.json"))).Json;

        Assert.All(login["resultDetails"]![0]!["scores"]!.AsArray(), score => Assert.Equal(500, score!["scoreValue"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Without_places_nobody_knows_how_fast_a_browser_travelled()
    {
        await TellAsync(_service, Told);

        Assert.Null(_service.Get<DeviceSessions>().Find(_session)!.SpeedOfTravel);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("""{"sessionId":"short","attributes":{}}""")]
    [InlineData("""{"sessionId":"0123456789012345678901"}""")]
    [InlineData("""{"sessionId":7,"attributes":[]}""")]
    public async Task What_the_script_does_not_send_is_refused(string body) => Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(_service, body));

    [Fact]
    public async Task A_body_that_is_too_large_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(_service, $$$"""{"sessionId":"{{{_session}}}","attributes":{"platform":"{{{new string('x', 20_000)}}}"}}"""));

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "safari ios True")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "chrome android True")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 14.7; rv:132.0) Gecko/20100101 Firefox/132.0", "firefox macos False")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "edge windows False")]
    [InlineData("curl/8.0", "  False")]
    public void A_user_agent_says_browser_and_system(string text, string expected)
    {
        var agent = UserAgent.Of(text);

        Assert.Equal(expected, $"{agent.Browser} {agent.OperatingSystem} {agent.IsMobile}");
    }

    private const string Told = """
        {"deviceId":"ffcd2745-feb6-4dcf-b984-ede795763429","browserUserAgentLanguages":"en-US,en","platform":"Win32","screenResolution":"1920x1080","timeZone":"-480",
         "realtimeTimezoneOffset":"-420","timeZoneOffset":"-420","cookieEnabled":"yes","mimeTypesCount":"4","pluginsCount":"2","automation":"no","timeOnPage":"5300"}
        """;

    private string APurchase(string id) => Service.APurchase(id, $$""","deviceContext":{"deviceContextId":"{{_session}}"}""");

    private async Task<JsonNode> SignInAsync(string session)
    {
        var login = JsonNode.Parse(Contract.Example("ap-account-login.request.json"))!;
        login["device"]!["deviceContextId"] = session;
        return (await _service.PostAsync("/v1.0/action/account/login", login.ToJsonString())).Json;
    }

    private Task<HttpStatusCode> TellAsync(Service service, string attributes) => PostAsync(service, $$"""{"sessionId":"{{_session}}","customerId":"e","attributes":{{attributes}}}""");

    private static async Task<HttpStatusCode> PostAsync(Service service, string body, string from = "203.0.113.57")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mdt/collect") { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("text/plain")) };
        request.Headers.UserAgent.ParseAdd(Agent);
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await service.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
