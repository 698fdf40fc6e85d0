using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Storefront.Tests.Web.Features.Staff;

/// <summary>Every route of the running shop, asked for by everybody there is.</summary>
public sealed class RouteMatrixTests(Actors actors) : IClassFixture<Actors>
{
    public static TheoryData<string> Routes => [.. RouteTable.Rows.Keys];

    [Fact]
    public void Every_route_has_a_line_and_every_line_a_route()
    {
        var routes = actors.Routes();

        Assert.True(routes.Except(RouteTable.Rows.Keys, StringComparer.Ordinal).ToList() is [], "Without a line in RouteTable: " + string.Join(", ", routes.Except(RouteTable.Rows.Keys, StringComparer.Ordinal)));
        Assert.True(RouteTable.Rows.Keys.Except(routes, StringComparer.Ordinal).ToList() is [], "Lines in RouteTable without a route: " + string.Join(", ", RouteTable.Rows.Keys.Except(routes, StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_route_opens_to_whom_it_should(string route)
    {
        var expected = RouteTable.Rows[route].Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(Actors.Names.Count, expected.Length);

        for (var i = 0; i < expected.Length; i++)
        {
            using var answer = await actors.AskAsync(Actors.Names[i], route);
            Assert.True(
                Letter(answer) == expected[i],
                $"{route} by {Actors.Names[i]}: expected {expected[i]}, got {Letter(answer)} ({(int)answer.StatusCode} {answer.Headers.Location})");
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_answer_names_its_type_and_no_other_site_may_read_it(string route)
    {
        foreach (var actor in new[] { Actors.Names[0], Actors.Names[^1] })
        {
            using var answer = await actors.AskAsync(actor, route, origin: "https://elsewhere.example");
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (body.Length == 0)
                continue;
            var type = answer.Content.Headers.ContentType;
            Assert.True(type is not null, route);
            if (type.MediaType!.StartsWith("text/", StringComparison.Ordinal) || type.MediaType.EndsWith("xml", StringComparison.Ordinal)) // JSON has one character set
                Assert.Equal("utf-8", type.CharSet, ignoreCase: true);
        }
    }

    [Fact]
    public void What_somebody_must_sign_in_for_is_kept_by_no_browser()
    {
        var controllers = typeof(Storefront.Web.ShopHost).Assembly.GetTypes().Where(type => typeof(ControllerBase).IsAssignableFrom(type) && type.GetCustomAttributes<AuthorizeAttribute>(inherit: true).Any()).ToList();

        Assert.True(controllers.Count > 20, string.Join(' ', controllers));
        Assert.Equal([], controllers.Where(type => type.GetCustomAttribute<ResponseCacheAttribute>() is not { NoStore: true }).Select(type => type.Name));
    }

    private static char Letter(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Redirect or HttpStatusCode.SeeOther when answer.Headers.Location!.OriginalString.StartsWith("/account/sign-in?returnUrl=", StringComparison.Ordinal)
            || answer.Headers.Location!.OriginalString == "/account/sign-in" => 'S',
        HttpStatusCode.Forbidden => 'F',
        HttpStatusCode.NotFound => 'N',
        < HttpStatusCode.InternalServerError when answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.MethodNotAllowed) => 'O',
        _ => '!',
    };
}
