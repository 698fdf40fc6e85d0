using System.Net;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Portal;

public sealed class SignInTests
{
    [Fact]
    public async Task While_nobody_can_sign_in_a_developer_at_this_machine_may_do_everything()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);

        Assert.Contains("whoever is at this machine", await visitor.SeeAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Add a user", await visitor.SeeAsync("/portal/users"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_first_user_on_everybody_signs_in_and_comes_back_to_what_was_asked_for()
    {
        await using var service = await Service.StartAsync();
        await service.AddUserAsync(Roles.Admin);
        using var visitor = new Visitor(service);

        Assert.Equal("/sign-in", await visitor.SentToAsync("/"));
        var wall = await visitor.SentToAsync("/portal/activity?what=user.");
        Assert.Equal("/sign-in?return=%2Fportal%2Factivity%3Fwhat%3Duser.", wall);

        var (status, location, _) = await visitor.SendAsync(wall!, "/sign-in", ("email", "Admin@shop.example "), ("password", Service.Password));
        Assert.Equal((HttpStatusCode.SeeOther, "/portal/activity?what=user."), (status, location));
        Assert.Contains("Signed in as <strong>admin@shop.example", await visitor.SeeAsync(location!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://other.example/")]
    [InlineData("//other.example/")]
    [InlineData("/\\other.example/")]
    public async Task Signing_in_never_leads_to_another_site(string back)
    {
        await using var service = await Service.StartAsync();
        await service.AddUserAsync(Roles.Viewer);
        using var visitor = new Visitor(service);

        var (_, location, _) = await visitor.SendAsync("/sign-in", "/sign-in", ("return", back), ("email", "viewer@shop.example"), ("password", Service.Password));

        Assert.Equal("/", location);
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_are_answered_alike()
    {
        await using var service = await Service.StartAsync();
        await service.AddUserAsync(Roles.Viewer);
        using var visitor = new Visitor(service);

        var unknown = await RefusedAsync(visitor, "nobody@shop.example", "a wrong password");
        var wrong = await RefusedAsync(visitor, "viewer@shop.example", "a wrong password");

        Assert.Equal(WithoutWhatWasSent(unknown, "nobody@shop.example"), WithoutWhatWasSent(wrong, "viewer@shop.example"));
        Assert.DoesNotContain("a wrong password\"", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_waits_for_five_minutes_also_over_a_restart()
    {
        var directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
        var time = new FakeTime(DateTimeOffset.UtcNow);
        await using (var service = await Service.StartAsync(directory: directory, time: time))
        {
            await service.AddUserAsync(Roles.Admin);
            using var visitor = new Visitor(service);
            for (var i = 0; i < 5; i++)
                await RefusedAsync(visitor, "admin@shop.example", "wrong");
            await RefusedAsync(visitor, "admin@shop.example", Service.Password);
        }

        await using (var again = await Service.StartAsync(directory: directory, time: time))
        {
            using var visitor = new Visitor(again);
            await RefusedAsync(visitor, "admin@shop.example", Service.Password);
            time.Now += TimeSpan.FromMinutes(6);
            await visitor.SignInAsync("admin@shop.example", Service.Password);
            Assert.Contains("user.lock", await visitor.SeeAsync("/portal/activity"), StringComparison.Ordinal);
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Many_attempts_at_once_are_no_more_than_many_in_a_row()
    {
        await using var service = await Service.StartAsync();
        await service.AddUserAsync(Roles.Admin);
        var attempts = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() =>
            service.Get<SignIn>().TryAsync("admin@shop.example", i == 11 ? Service.Password : "wrong", null))));

        using var session = new WriteSession(service.Get<Database>());
        var locked = session.Scalar("SELECT locked_until FROM portal_user") as long? > 0;
        Assert.True(locked || attempts[11] is not null); // the right one was among the first five, or came too late
    }

    [Fact]
    public async Task One_address_may_not_try_on_and_on_whoever_it_names()
    {
        await using var service = await Service.StartAsync();
        await service.AddUserAsync(Roles.Viewer);
        using var visitor = new Visitor(service);
        var statuses = new List<HttpStatusCode>();
        var token = await visitor.TokenAsync("/sign-in");

        for (var i = 0; i <= SignInRate.EachMinute && !statuses.Contains(HttpStatusCode.TooManyRequests); i++)
            statuses.AddRange((await Task.WhenAll(Enumerable.Range(0, 8).Select(j => visitor.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["__RequestVerificationToken"] = token,
                ["email"] = $"{i}-{j}@shop.example",
                ["password"] = "wrong",
            }))))).Select(answer => answer.Status));

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task A_form_from_elsewhere_does_nothing()
    {
        await using var service = await Service.StartAsync();
        using var visitor = await service.VisitorAsync(Roles.Admin);

        var (status, _, page) = await visitor.PostAsync("/portal/users", new FormUrlEncodedContent([new("email", "eve@other.example"), new("role", "admin"), new("password", Service.Password)]));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("nothing was done", page, StringComparison.Ordinal);
        Assert.Null(service.Get<Users>().Find("eve@other.example"));
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        await using var service = await Service.StartAsync();
        using var visitor = await service.VisitorAsync(Roles.Viewer);

        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.SendAsync("/", "/sign-out")).Status);

        Assert.Equal("/sign-in", await visitor.SentToAsync("/"));
    }

    [Fact]
    public async Task Outside_Development_nothing_is_shown_without_a_sign_in_and_cookies_are_for_https_alone()
    {
        var directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
        using (var database = SqliteDatabase.In(directory))
            database.Migrate();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["FraudServer:Credentials:0:Tenant"] = "a-tenant",
            ["FraudServer:Credentials:0:ClientId"] = "a-client",
            ["FraudServer:Credentials:0:SecretHash"] = Storefront.FraudServer.Tokens.SecretHash.Of("a-secret-of-our-own"),
            ["FraudServer:Credentials:0:Resource"] = "https://api.dfp.example",
            ["FraudServer:Credentials:0:Environments:0"] = "e",
        };
        await using (var service = await Service.StartAsync(settings, "Production", directory))
        {
            using var visitor = new Visitor(service);
            Assert.Equal("/sign-in", await visitor.SentToAsync("/"));
            await visitor.SeeAsync("/received.json", HttpStatusCode.NotFound);

            using var page = await service.Http.GetAsync(new Uri("/sign-in", UriKind.Relative));
            var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"));
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        }

        Directory.Delete(directory, recursive: true);
    }

    private static async Task<string> RefusedAsync(Visitor visitor, string email, string password)
    {
        var (status, _, page) = await visitor.SendAsync("/sign-in", "/sign-in", ("email", email), ("password", password));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        return page;
    }

    private static string WithoutWhatWasSent(string page, string email) => System.Text.RegularExpressions.Regex.Replace(
        page.Replace(email, "", StringComparison.Ordinal), "name=\"__RequestVerificationToken\" value=\"[^\"]+\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));
}
