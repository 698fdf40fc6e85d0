using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>Who may change rules and lists, and what is remembered of it.</summary>
public sealed partial class DeskAccessTests
{
    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Reviewer)]
    public async Task Who_is_no_analyst_sees_rules_and_lists_and_changes_none(string role)
    {
        await using var service = await Service.StartAsync();
        using var visitor = await new Visitor(service).SignInAsync(await service.AddUserAsync(role), Service.Password);
        var token = await visitor.TokenAsync("/portal/rules");
        var forms = service.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => path.StartsWith("/portal/rules", StringComparison.Ordinal) || path.StartsWith("/portal/lists", StringComparison.Ordinal))
            .Except(["/portal/rules/try", "/portal/rules/compatibility"]).ToList(); // both ask and change nothing

        Assert.True(forms.Count >= 13, string.Join(' ', forms));
        foreach (var path in forms)
        {
            using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await visitor.PostAsync(Hole().Replace(path, "1"), form)).Status));
        }

        foreach (var path in new[] { "/portal/rules", "/portal/rules/draft", "/portal/rules/versions", "/portal/lists", "/portal/search" })
            Assert.DoesNotContain("form method=\"post\" action=\"/portal", await visitor.SeeAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_analyst_does_is_in_the_log()
    {
        await using var service = await Service.StartAsync();
        using var visitor = await new Visitor(service).SignInAsync(await service.AddUserAsync(Roles.Analyst), Service.Password);

        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", "%rule A\n%clause B\nRETURN Approve()\n"));
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/publish", ("note", "open"));
        await visitor.SendAsync("/portal/rules/versions", "/portal/rules/versions/1/restore");
        await visitor.SendAsync("/portal/lists/support/User%20Support%20List", "/portal/lists/support/User%20Support%20List/set", ("values", "u-1"), ("status", "Block"), ("reason", "r"), ("expires", ""), ("comments", ""));

        var log = await visitor.SeeAsync("/portal/activity");
        foreach (var action in new[] { "rules.draft.save", "rules.publish", "rules.roll-back", "support-lists.change", "analyst@shop.example" })
            Assert.Contains(action, log, StringComparison.Ordinal);
        Assert.Equal("analyst@shop.example", service.Get<RuleVersions>().Find("", 2)!.Head.By);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
}
