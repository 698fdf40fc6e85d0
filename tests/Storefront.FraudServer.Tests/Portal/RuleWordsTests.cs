using System.Globalization;
using System.Net;
using Storefront.FraudServer.Portal.Rules;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Library;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>What helps whoever writes a rule: words, templates, numbers of lines.</summary>
public sealed class RuleWordsTests
{
    [Fact]
    public void Every_function_of_the_language_is_on_the_page()
    {
        var page = string.Join('\n', RuleWords.All.SelectMany(group => group.Words).Select(word => $"{word.Written} {word.Meaning}"));

        var members = Catalogue.Functions.Keys.Concat(Catalogue.Names).Select(name => name.Split('.')[^1]).Distinct(StringComparer.OrdinalIgnoreCase)
            .Except(Enum.GetNames<DayOfWeek>().Where(day => day != nameof(DayOfWeek.Sunday)), StringComparer.OrdinalIgnoreCase);
        Assert.Equal([], members.Where(name => !page.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_template_can_be_published_alone_and_twice_beside_the_shipped_rules()
    {
        var all = DefaultFiles.Rules;
        for (var i = 0; i < ClauseTemplates.All.Count; i++)
        {
            var alone = ClauseTemplates.Append("", i.ToString(CultureInfo.InvariantCulture))!;
            Assert.Equal(("", ClauseTemplates.All[i].Name), (Errors(alone), ClauseTemplates.All[i].Name));
            all = ClauseTemplates.Append(ClauseTemplates.Append(all, i.ToString(CultureInfo.InvariantCulture))!, i.ToString(CultureInfo.InvariantCulture))!;
        }

        Assert.Equal("", Errors(all));
        Assert.Contains("%rule Card testing 2\n", all, StringComparison.Ordinal);
        Assert.Single(all.Split('\n'), line => line.Contains(" AS cards_perIp ", StringComparison.Ordinal));
        Assert.InRange(ClauseTemplates.All.Count, 10, 15);
        Assert.All(new[] { null, "", "x", "-1", "99" }, none => Assert.Null(ClauseTemplates.Append("", none)));

        static string Errors(string text) => string.Join('\n', RuleBook.Compile(text, "draft", new RuleResources { RiskScorecard = DefaultFiles.Scorecard }).Diagnostics.Where(d => d.IsError));
    }

    [Fact]
    public async Task A_template_is_put_at_the_end_of_what_was_typed()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);

        var saved = await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", "%rule Mine\n%clause C\nRETURN Approve()"), ("template", "0"));

        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        var draft = WebUtility.HtmlDecode(await visitor.SeeAsync("/portal/rules/draft"));
        Assert.Contains("%rule Mine\n%clause C\nRETURN Approve()\n\n%rule Support lists\n%clause Blocked\n", draft, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_name_what_there_is_here_and_the_members_of_the_event_that_is_asked_for()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", "%function Tax(_a Int = 0)\n%output Total Int = 0\nRETURN _a\n%set S\n%velocity SELECT Count() AS seen FROM Purchase GROUPBY @\"u\"\n%rule R\n%clause C\nRETURN Approve()"));

        var words = WebUtility.HtmlDecode(await visitor.SeeAsync("/portal/rules/words?event=BankEvent"));

        foreach (var named in new[] { "Velocity.seen", "Functions.Tax(…).Total", "Email Support List", "General", "@\"bankEventId\"", "Patterns.IsRegexMatch" })
            Assert.Contains(named, words, StringComparison.Ordinal);
        Assert.Contains("@\"productList.type\"", WebUtility.HtmlDecode(await visitor.SeeAsync("/portal/rules/words")), StringComparison.Ordinal);
        await visitor.SeeAsync("/portal/rules/words?event=Nothing", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Lines_of_the_draft_are_numbered_without_a_script()
    {
        await using var service = await Service.StartAsync();
        using var visitor = new Visitor(service);

        Assert.Contains("class=\"numbered\"", await visitor.SeeAsync("/portal/rules/draft"), StringComparison.Ordinal);
        using var numbers = await service.Http.GetAsync(new Uri("/assets/lines-1.svg", UriKind.Relative));
        Assert.Equal("image/svg+xml", numbers.Content.Headers.ContentType!.ToString());
        Assert.Contains("<tspan x=\"40\" dy=\"20\">3000</tspan>", await numbers.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
