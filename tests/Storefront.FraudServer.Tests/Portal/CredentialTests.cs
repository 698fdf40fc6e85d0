using System.Net;
using System.Text;
using Microsoft.Identity.Client;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;
using Storefront.Tests.FraudServer.Tokens;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>A merchant brings what he has; an operator enters it; his programs go on as they are.</summary>
public sealed class CredentialTests : IAsyncLifetime
{
    private const string Tenant = "3f0c1a52-6b1d-4e0e-9a57-0c2d1b7e4f10";
    private const string Client = "B7D0A6C4-2f58-4a1e-8c39-6e1d94f0a273";
    private const string Secret = "Xq8~the-merchants-own-secret_of-years";
    private const string Resource = "https://api.dfp.example";
    private const string Environment = "8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21";
    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
    private readonly FakeTime _time = new(DateTimeOffset.UtcNow);
    private Service _service = null!;
    private Visitor _admin = null!;

    public async Task InitializeAsync()
    {
        using (var database = SqliteDatabase.In(_directory))
            database.Migrate();
        _service = await Service.StartAsync(new(StringComparer.Ordinal) { ["FraudServer:Credentials:0:Tenant"] = "t", ["FraudServer:Credentials:0:ClientId"] = "from-settings", ["FraudServer:Credentials:0:SecretHash"] = Storefront.FraudServer.Tokens.SecretHash.Of("s"), ["FraudServer:Credentials:0:Resource"] = "https://of.settings", ["FraudServer:Credentials:0:Environments:0"] = "e" }, directory: _directory, time: _time);
        _admin = await _service.VisitorAsync(Roles.Admin);
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _service.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task What_the_merchant_has_is_entered_and_his_programs_call_at_once_by_msal_and_by_plain_http()
    {
        var page = await EnterAsync();

        var msal = ConfidentialClientApplicationBuilder.Create(Client).WithAuthority($"{_service.Https.BaseAddress}{Tenant}", validateAuthority: false)
            .WithInstanceDiscovery(false).WithHttpClientFactory(new TrustingFactory(_directory), retryOnceOn5xx: false).WithClientSecret(Secret).Build();
        var token = (await msal.AcquireTokenForClient([Resource + "/.default"]).ExecuteAsync()).AccessToken;
        Assert.Equal(200, await PostAsync(token, "by-msal"));
        Assert.Equal(200, await PostAsync(await TokenAsync(Secret), "by-http"));
        Assert.All(await Received("by-http"), row => Assert.Equal(Environment, row));

        Assert.Contains("Web shop", await _admin.SeeAsync("/portal/credentials"), StringComparison.Ordinal);
        Assert.Contains("From settings", await _admin.SeeAsync("/portal/credentials"), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, await _admin.SeeAsync(page), StringComparison.Ordinal);
        var log = await _admin.SeeAsync("/portal/activity");
        Assert.Contains("credential.add", log, StringComparison.Ordinal);
        Assert.Contains("credential.secret.add", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, log, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(_directory, "fraud-server.db*"), file => Assert.DoesNotContain(Secret, Latin(file), StringComparison.Ordinal));
        Assert.DoesNotContain(_service.Log.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_entered_is_there_after_a_restart_in_Production_without_any_setting()
    {
        await EnterAsync();
        var before = await TokenAsync(Secret);
        await _service.DisposeAsync();

        await using var again = await Service.StartAsync(environment: "Production", directory: _directory, time: _time);

        Assert.DoesNotContain(again.Log.Lines, line => line.Contains("No client may call yet", StringComparison.Ordinal));
        Assert.Equal(200, (int)(await again.PostAsync(Service.Purchase, Service.APurchase("later"), ("Authorization", "Bearer " + before))).Status);
        Assert.NotEmpty(await again.TokenAsync(Service.TokenForm(Client, Secret, Resource), Tenant));
        _service = await Service.StartAsync(directory: _directory, time: _time);
    }

    [Fact]
    public async Task While_a_secret_changes_both_are_good_until_the_old_one_ends()
    {
        var page = await EnterAsync();
        var ends = _time.Now.AddHours(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

        for (var twice = 0; twice < 2; twice++)
            Assert.Equal(HttpStatusCode.SeeOther, (await _admin.SendAsync(page, page + "/secrets", ("secret", "the-next-secret-of-his"), ("note", "next"), ("ends", ends))).Status);
        Assert.NotEmpty(await TokenAsync(Secret));
        Assert.NotEmpty(await TokenAsync("the-next-secret-of-his"));
        var third = await _admin.SendAsync(page, page + "/secrets", ("secret", "one-secret-too-many"), ("ends", ends));
        Assert.Contains("two secrets already", third.Page, StringComparison.Ordinal);

        _time.Now += TimeSpan.FromHours(2);

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Secret));
        Assert.NotEmpty(await TokenAsync("the-next-secret-of-his"));

        var tomorrow = _time.Now.AddDays(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.SeeOther, (await _admin.SendAsync(page, page + "/secrets", ("secret", "the-secret-after-that"), ("ends", tomorrow))).Status);
        Assert.NotEmpty(await TokenAsync("the-next-secret-of-his"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Secret)); // what has ended stays ended
    }

    [Fact]
    public async Task A_revoked_secret_a_revoked_client_and_every_token_of_theirs_are_refused_at_once()
    {
        var page = await EnterAsync();
        var token = await TokenAsync(Secret);
        Assert.Equal(200, await PostAsync(token, "good")); // from now on the check of this token is remembered

        Assert.Equal(HttpStatusCode.SeeOther, (await _admin.SendAsync(page, page + "/keys/")).Status);
        Assert.Equal(401, await PostAsync(token, "after the secret"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Secret));

        await _admin.SendAsync(page, page + "/secrets", ("secret", "the-next-secret-of-his"));
        var next = await TokenAsync("the-next-secret-of-his");
        Assert.Equal((200, 401), (await PostAsync(next, "again"), await PostAsync(token, "never again")));
        await _admin.SendAsync(page, page + "/standing");
        Assert.Equal(401, await PostAsync(next, "after the client"));
        await _admin.SendAsync(page, page + "/standing");
        Assert.Equal(401, await PostAsync(next, "let in again"));
        Assert.Equal(200, await PostAsync(await TokenAsync("the-next-secret-of-his"), "with a new token"));
        foreach (var action in new[] { "credential.secret.revoke", "credential.revoke", "credential.restore" })
            Assert.Contains(action, await _admin.SeeAsync("/portal/activity"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_signs_proves_itself_with_its_certificate_whose_key_stays_with_it()
    {
        using var certificate = MsalTests.Certificate();
        var page = await EnterAsync();
        var key = await _admin.SendAsync(page, page + "/certificates", ("certificate", certificate.ExportCertificatePem() + "-----BEGIN PRIVATE KEY-----"));
        Assert.Contains("private key", key.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await _admin.SendAsync(page, page + "/certificates", ("certificate", "none"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await _admin.SendAsync(page, page + "/certificates", ("certificate", certificate.ExportCertificatePem()))).Status);

        _time.Now = DateTimeOffset.UtcNow;
        var msal = ConfidentialClientApplicationBuilder.Create(Client).WithAuthority($"{_service.Https.BaseAddress}{Tenant}", validateAuthority: false)
            .WithInstanceDiscovery(false).WithHttpClientFactory(new TrustingFactory(_directory), retryOnceOn5xx: false).WithCertificate(certificate).Build();

        Assert.Equal(200, await PostAsync((await msal.AcquireTokenForClient([Resource + "/.default"]).ExecuteAsync()).AccessToken, "by-certificate"));
    }

    [Fact]
    public async Task What_a_client_may_do_changes_with_its_next_call()
    {
        var page = await EnterAsync();
        var token = await TokenAsync(Secret);

        Assert.Equal(HttpStatusCode.SeeOther, (await _admin.SendAsync(page, page, ("name", "Web shop"), ("resource", Resource), ("environments", "another-place"), ("Risk_API", "1"))).Status);
        Assert.Equal(200, await PostAsync(token, "elsewhere"));
        Assert.Equal(["another-place"], await Received("elsewhere"));

        await _admin.SendAsync(page, page, ("name", "Web shop"), ("resource", Resource), ("environments", "another-place"), ("Provisioning_API", "1"));
        Assert.Equal(401, await PostAsync(token, "without the role"));
        Assert.Equal(401, await PostAsync(await TokenAsync(Secret), "without the role still"));
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("tenant", "with a space")]
    [InlineData("clientId", "")]
    [InlineData("resource", "")]
    [InlineData("environments", "\n")]
    [InlineData("secret", "short")]
    public async Task What_cannot_be_taken_stands_beside_its_field(string field, string value)
    {
        var (status, _, page) = await SendNewAsync((field, value));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains($"id=\"f-{field}-error\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_93_characters_is_the_longest()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await SendNewAsync(("name", new string('n', 94)))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendNewAsync(("name", new string('n', 93)))).Status);
        Assert.Contains("is there already", (await SendNewAsync(("clientId", Client.ToUpperInvariant()))).Page, StringComparison.Ordinal);
        Assert.Contains("The settings name this client", (await SendNewAsync(("tenant", "T"), ("clientId", "from-settings"))).Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Analyst)]
    [InlineData(Roles.Reviewer)]
    [InlineData(Roles.Viewer)]
    public async Task Nobody_but_an_administrator_sees_or_changes_credentials(string role)
    {
        var page = await EnterAsync();
        using var other = await _service.VisitorAsync(role);
        using var stranger = new Visitor(_service);
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["__RequestVerificationToken"] = await other.TokenAsync("/") };

        foreach (var address in new[] { "/portal/credentials", "/portal/credentials/new", page })
        {
            await other.SeeAsync(address, HttpStatusCode.Forbidden);
            Assert.StartsWith("/sign-in", await stranger.SentToAsync(address), StringComparison.Ordinal);
        }

        foreach (var address in new[] { "/portal/credentials/new", page, page + "/secrets", page + "/certificates", page + "/keys/1/revoke", page + "/standing", "/portal/environments", "/portal/environments/remove" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsync(address, new FormUrlEncodedContent(form))).Status);
            Assert.Equal((HttpStatusCode.SeeOther, "/sign-in"), await stranger.PostAsync(address, new FormUrlEncodedContent(form)) is var answer ? (answer.Status, answer.Location!) : default);
        }

        Assert.NotEmpty(await TokenAsync(Secret));
    }

    [Fact]
    public async Task A_second_instance_on_the_same_database_learns_of_it_within_seconds()
    {
        await using var second = await Service.StartAsync(directory: _directory);
        await EnterAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));

        var form = Service.TokenForm(Client, Secret, Resource);
        for (var got = false; !got;)
        {
            await timer.WaitForNextTickAsync(patience.Token);
            using var answer = await second.Http.PostAsync(new Uri($"/{Tenant}/oauth2/v2.0/token", UriKind.Relative), new FormUrlEncodedContent(form), patience.Token);
            got = answer.IsSuccessStatusCode;
        }
    }

    [Fact]
    public async Task Environments_form_a_tree_that_calls_address_in_every_form_of_the_header()
    {
        await EnterAsync();
        var token = await TokenAsync(Secret);
        Assert.Equal(HttpStatusCode.SeeOther, (await AddEnvironmentAsync(Environment, "primary", "Primary", "")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await AddEnvironmentAsync("child-1", "eu-store", "EU store", Environment)).Status);

        foreach (var (id, header) in new[] { ("by-id", "CHILD-1"), ("by-path", "/primary/eu-store"), ("by-both", Environment + "/eu-store") })
        {
            Assert.Equal(200, await PostAsync(token, id, header));
            Assert.Equal(["child-1"], await Received(id));
        }

        Assert.Contains("/primary/eu-store", await _admin.SeeAsync("/portal/environments"), StringComparison.Ordinal);
        Assert.Contains("there already", (await AddEnvironmentAsync("CHILD-1", "other", "Other", "")).Page, StringComparison.Ordinal);
        Assert.Contains("is called so", (await AddEnvironmentAsync("child-2", "EU-Store", "Other", Environment)).Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await _admin.SendAsync("/portal/environments", "/portal/environments/rename", ("id", "child-1"), ("name", "Europe"))).Status);
        await AddEnvironmentAsync("other-root", "", "Other", "");
        await AddEnvironmentAsync("other-child", "", "Other child", "other-root");
        Assert.Contains("Web shop names it", (await _admin.SendAsync("/portal/environments", "/portal/environments/remove", ("id", Environment))).Page, StringComparison.Ordinal);
        Assert.Contains("below it", (await _admin.SendAsync("/portal/environments", "/portal/environments/remove", ("id", "other-root"))).Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await _admin.SendAsync("/portal/environments", "/portal/environments/remove", ("id", "child-1"))).Status);
        Assert.Equal(400, await PostAsync(token, "gone", "child-1"));
        using var viewer = await _service.VisitorAsync(Roles.Viewer);
        Assert.DoesNotContain("Add an environment", await viewer.SeeAsync("/portal/environments"), StringComparison.Ordinal);
        foreach (var action in new[] { "environment.add", "environment.rename", "environment.remove" })
            Assert.Contains(action, await _admin.SeeAsync("/portal/activity"), StringComparison.Ordinal);
    }

    private Task<(HttpStatusCode Status, string? Location, string Page)> AddEnvironmentAsync(string id, string apiId, string name, string parent) =>
        _admin.SendAsync("/portal/environments", "/portal/environments", ("id", id), ("apiId", apiId), ("name", name), ("parent", parent));

    private async Task<string> EnterAsync()
    {
        var (status, location, page) = await SendNewAsync();
        Assert.True(status == HttpStatusCode.SeeOther, page);
        return location!;
    }

    private Task<(HttpStatusCode Status, string? Location, string Page)> SendNewAsync(params (string Name, string Value)[] other)
    {
        (string Name, string Value)[] fields =
            [("name", "Web shop"), ("tenant", Tenant), ("clientId", Client), ("resource", Resource), ("environments", Environment), ("Risk_API", "1"), ("secret", Secret)];
        return _admin.SendAsync("/portal/credentials/new", "/portal/credentials/new", [.. fields.Where(field => !other.Any(o => o.Name == field.Name)), .. other]);
    }

    private Task<string> TokenAsync(string secret) => _service.TokenAsync(Service.TokenForm(Client, secret, Resource), Tenant);

    private async Task<HttpStatusCode> AskAsync(string secret)
    {
        using var answer = await _service.Http.PostAsync(new Uri($"/{Tenant}/oauth2/v2.0/token", UriKind.Relative), new FormUrlEncodedContent(Service.TokenForm(Client, secret, Resource)));
        return answer.StatusCode;
    }

    private async Task<int> PostAsync(string token, string id, string? environment = null) =>
        (int)(await _service.PostAsync(Service.Purchase, Service.APurchase(id), [("Authorization", "Bearer " + token), .. environment is null ? [] : new[] { ("x-ms-dfpenvid", environment) }])).Status;

    private async Task<IEnumerable<string>> Received(string id) => (await _service.ReceivedAsync("?id=" + id)).Select(row => row!["environmentId"]!.GetValue<string>());

    private static string Latin(string file)
    {
        using var copy = new MemoryStream();
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.CopyTo(copy);
        return Encoding.Latin1.GetString(copy.ToArray());
    }

    private sealed class TrustingFactory(string directory) : IMsalHttpClientFactory
    {
        private readonly HttpClient _client = new(Service.Trusting(directory));

        public HttpClient GetHttpClient() => _client;
    }
}
