using System.Data.Common;
using System.Net;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Portal;

public sealed class UserTests : IAsyncLifetime
{
    private Service _service = null!;
    private Visitor _admin = null!;

    public async Task InitializeAsync()
    {
        _service = await Service.StartAsync();
        _admin = await _service.VisitorAsync(Roles.Admin);
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_new_user_chooses_a_password_of_his_own_before_he_sees_anything()
    {
        var (status, page, _) = await _admin.SendAsync("/portal/users", "/portal/users", ("email", "Bo@Shop.example"), ("role", Roles.Analyst), ("password", "chosen by the boss"));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.Contains("Temporary password", await _admin.SeeAsync(page!), StringComparison.Ordinal);

        using (var other = await new Visitor(_service).SignInAsync("bo@shop.example", "chosen by the boss"))
        {
            Assert.Equal("/sign-in", (await other.SendAsync("/portal/password", "/sign-out")).Location);
            Assert.Equal("/sign-in", await other.SentToAsync("/"));
        }

        using var bo = await new Visitor(_service).SignInAsync("bo@shop.example", "chosen by the boss");
        Assert.Equal("/portal/password", await bo.SentToAsync("/"));
        Assert.Equal("/portal/password", await bo.SentToAsync("/portal/activity.ndjson"));

        Assert.Equal(HttpStatusCode.BadRequest, (await bo.SendAsync("/portal/password", "/portal/password", ("current", "chosen by the boss"), ("new", "short"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await bo.SendAsync("/portal/password", "/portal/password", ("current", "a wrong password"), ("new", "one of his very own"))).Status);
        Assert.Equal("/", (await bo.SendAsync("/portal/password", "/portal/password", ("current", "chosen by the boss"), ("new", "one of his very own"))).Location);
        Assert.Contains("Signed in as <strong>bo@shop.example", await bo.SeeAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no address", Roles.Viewer, "long enough it is", "Give an e-mail address")]
    [InlineData("bo@shop.example", "owner", "long enough it is", "no such role")]
    [InlineData("bo@shop.example", Roles.Viewer, "short", "12 to 128 characters")]
    [InlineData("bo@shop.example", Roles.Viewer, "1QAZ2wsx3edc", "among those that are tried first")]
    [InlineData("admin@shop.example", Roles.Viewer, "long enough it is", "is a user already")]
    public async Task What_cannot_be_taken_stands_beside_its_field_and_what_was_typed_is_kept(string email, string role, string password, string said)
    {
        var (status, _, page) = await _admin.SendAsync("/portal/users", "/portal/users", ("email", email), ("role", role), ("password", password));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{email}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Analyst)]
    [InlineData(Roles.Reviewer)]
    [InlineData(Roles.Viewer)]
    public async Task Only_an_administrator_sees_or_changes_users(string role)
    {
        using var other = await _service.VisitorAsync(role);

        await other.SeeAsync("/portal/users", HttpStatusCode.Forbidden);
        await other.SeeAsync("/portal/users/1", HttpStatusCode.Forbidden);
        foreach (var address in new[] { "/portal/users", "/portal/users/1/role", "/portal/users/1/password", "/portal/users/1/standing" })
            Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsync(address, new FormUrlEncodedContent([new("__RequestVerificationToken", await other.TokenAsync("/")), new("role", Roles.Admin)]))).Status);
        Assert.DoesNotContain("/portal/users", await other.SeeAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_role_a_reset_password_and_a_disabled_account_end_what_was_signed_in()
    {
        var email = await _service.AddUserAsync(Roles.Viewer);
        var page = $"/portal/users/{_service.Get<Users>().Find(email)!.Id}";
        foreach (var (change, fields, password) in new (string, (string, string)[], string?)[]
        {
            ("/role", [("role", Roles.Analyst)], Service.Password),
            ("/password", [("password", "a temporary password")], "a temporary password"),
            ("/standing", [], null),
        })
        {
            using var user = await new Visitor(_service).SignInAsync(email, Service.Password);
            Assert.Equal(HttpStatusCode.SeeOther, (await _admin.SendAsync(page, page + change, fields)).Status);
            Assert.Equal("/sign-in", await user.SentToAsync("/"));
            using var again = new Visitor(_service);
            Assert.Equal(password is null ? HttpStatusCode.Unauthorized : HttpStatusCode.SeeOther, (await again.SendAsync("/sign-in", "/sign-in", ("email", email), ("password", password ?? Service.Password))).Status);
            await _service.Get<Writer>().RunAsync(session => UserChanges.SetPassword(
                session, _service.Get<Users>().Find(email)!.Id, Passwords.Hash(Service.Password), isTemporary: false, new Person("test", DateTimeOffset.UtcNow)));
        }
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        foreach (var (change, fields) in new (string, (string, string)[])[] { ("/role", [("role", Roles.Viewer)]), ("/standing", []) })
        {
            var (status, _, page) = await _admin.SendAsync("/portal/users/1", "/portal/users/1" + change, fields);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains("last administrator", page, StringComparison.Ordinal);
        }

        await _service.AddUserAsync(Roles.Admin, "second@shop.example");
        Assert.Equal(HttpStatusCode.SeeOther, (await _admin.SendAsync("/portal/users/1", "/portal/users/1/role", ("role", Roles.Viewer))).Status);
    }

    [Fact]
    public async Task Everything_is_in_the_log_which_is_filtered_and_downloaded_and_never_changed()
    {
        await _admin.SendAsync("/portal/users", "/portal/users", ("email", "bo@shop.example"), ("role", Roles.Analyst), ("password", "chosen by the boss"));
        await _admin.SendAsync("/portal/users/2", "/portal/users/2/role", ("role", Roles.Reviewer));

        var all = await _admin.SeeAsync("/portal/activity");
        Assert.Contains("{\"role\":\"analyst\"}", all, StringComparison.Ordinal);
        var some = await _admin.SeeAsync("/portal/activity?who=admin@shop.example&what=user.role&subject=user bo@&from=2020-01-01T00:00&to=2999-01-01T00:00");
        Assert.Contains("<th scope=\"row\">user.role</th>", some, StringComparison.Ordinal);
        Assert.DoesNotContain("<th scope=\"row\">user.add</th>", some, StringComparison.Ordinal);
        Assert.Contains("Nothing was done", await _admin.SeeAsync("/portal/activity?to=2020-01-01T00:00"), StringComparison.Ordinal);

        var lines = System.Text.Encoding.UTF8.GetString(await _admin.DownloadAsync("/portal/activity.ndjson?what=user.role")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var entry = JsonNode.Parse(Assert.Single(lines))!;
        Assert.Equal(("admin@shop.example", "user bo@shop.example", "analyst", "reviewer"),
            ((string)entry["who"]!, (string)entry["subject"]!, (string)entry["before"]!["role"]!, (string)entry["after"]!["role"]!));

        using var session = new WriteSession(_service.Get<Database>());
        foreach (var sql in new[] { "UPDATE activity SET who = 'somebody else'", "DELETE FROM activity" })
            Assert.ThrowsAny<DbException>(() => session.Execute(sql));
        Assert.DoesNotContain("chosen by the boss", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_read_page_by_page()
    {
        await _service.Get<Writer>().RunAsync(session =>
        {
            for (var i = 0; i < 120; i++)
                new Person("test", DateTimeOffset.UtcNow).Record(session, "test.step", $"step {i:000}", null, null);
            return true;
        });
        var (seen, address) = (new HashSet<string>(StringComparer.Ordinal), "/portal/activity?what=test.");
        for (var pages = 0; address.Length > 0 && pages < 10; pages++)
        {
            var page = await _admin.SeeAsync(address);
            foreach (System.Text.RegularExpressions.Match step in System.Text.RegularExpressions.Regex.Matches(page, "step \\d{3}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)))
                Assert.True(seen.Add(step.Value), step.Value);
            var next = System.Text.RegularExpressions.Regex.Match(page, "href=\"([^\"]+)\" rel=\"next\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));
            address = next.Success ? next.Groups[1].Value : "";
        }

        Assert.Equal(120, seen.Count);
    }
}
