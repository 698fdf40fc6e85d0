using System.Net;
using Storefront.FraudServer.Publishing;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>The rules desk, as a person without scripts uses it.</summary>
public sealed class RulesDeskTests : IAsyncLifetime
{
    private const string Limit = "%rule Limit\n%clause Much\nRETURN Reject(\"much\") WHEN @\"totalAmount\" >= 100\n%rule Other\n%clause Some\nRETURN Review(\"some\") WHEN @\"totalAmount\" >= 50\n";

    private Service _service = null!;
    private Visitor _visitor = null!;

    public async Task InitializeAsync()
    {
        _service = await Service.StartAsync();
        _visitor = new Visitor(_service);
    }

    public async Task DisposeAsync()
    {
        _visitor.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Rules_stand_in_order_with_their_state_and_how_often_they_decided()
    {
        await _service.PostAsync(Service.Purchase, Service.APurchase("p-1", ""","totalAmount":5000"""));
        await _service.PostAsync(Service.Purchase, Service.APurchase("p-2", ""","totalAmount":6000"""));

        var page = await _visitor.SeeAsync("/portal/rules");

        Assert.Contains("Version 1 decides here", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("Default Support Rule", StringComparison.Ordinal) < page.IndexOf("Triggers for trying things out", StringComparison.Ordinal));
        Assert.Contains("Rejected total (2)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_a_draft_to_the_decision_and_back()
    {
        var saved = await _visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Limit));
        Assert.Equal((HttpStatusCode.SeeOther, "/portal/rules/draft"), (saved.Status, saved.Location));
        Assert.Equal("Approve", await DecisionAsync("p-1", 120));
        Assert.Contains("+", await _visitor.SeeAsync("/portal/rules/difference"), StringComparison.Ordinal);

        var published = await _visitor.SendAsync("/portal/rules/draft", "/portal/rules/publish", ("note", "a limit"));
        Assert.Equal((HttpStatusCode.SeeOther, "/portal/rules/versions"), (published.Status, published.Location));
        Assert.Equal("Reject", await DecisionAsync("p-2", 120));
        Assert.Contains("a limit", await _visitor.SeeAsync("/portal/rules/versions"), StringComparison.Ordinal);
        Assert.Contains("%rule Limit", await _visitor.SeeAsync("/portal/rules/versions/2"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await _visitor.SendAsync("/portal/rules/versions", "/portal/rules/versions/1/restore")).Status);
        Assert.Equal("Approve", await DecisionAsync("p-3", 120));
        Assert.Contains("(version 1 again)", await _visitor.SeeAsync("/portal/rules/versions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_draft_is_kept_as_typed_with_its_errors_at_their_place_and_cannot_be_published()
    {
        await _visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", "%rule A\r\n%clause B\r\nRETURN Rejct()\r\n"));

        var page = await _visitor.SeeAsync("/portal/rules/draft");
        var published = await _visitor.SendAsync("/portal/rules/draft", "/portal/rules/publish", ("note", "oops"));

        Assert.Contains("Line 3, column 8", page, StringComparison.Ordinal);
        Assert.Contains("RETURN Rejct()\n       ^^^^^", page, StringComparison.Ordinal);
        Assert.Contains(">\n%rule A\n%clause B\nRETURN Rejct()\n</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, published.Status);
        Assert.Contains("The rules have errors.", published.Page, StringComparison.Ordinal);
        Assert.Contains("oops", published.Page, StringComparison.Ordinal);
        Assert.Equal(1, _service.Get<RuleVersions>().LastNumber(""));
    }

    [Fact]
    public async Task Two_who_edit_are_told_and_nothing_typed_is_lost()
    {
        await _visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Limit));

        var late = await _visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("edition", "0"), ("text", "%rule Mine\n%clause C\nRETURN Approve()\n"));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("saved the draft meanwhile", late.Page, StringComparison.Ordinal);
        Assert.Contains("%rule Mine", late.Page, StringComparison.Ordinal);
        Assert.Equal(Limit, _service.Get<RuleVersions>().Draft("")!.Text);
    }

    [Fact]
    public async Task Buttons_move_and_switch_rules_in_the_draft()
    {
        await _visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Limit));

        Assert.Equal(HttpStatusCode.SeeOther, (await _visitor.SendAsync("/portal/rules", "/portal/rules/edit", ("line", "4"), ("change", "up"))).Status);
        Assert.StartsWith("%rule Other\n", _service.Get<RuleVersions>().Draft("")!.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await _visitor.SendAsync("/portal/rules", "/portal/rules/edit", ("line", "1"), ("change", "switch"))).Status);
        Assert.StartsWith("%rule Other inactive\n", _service.Get<RuleVersions>().Draft("")!.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await _visitor.SendAsync("/portal/rules", "/portal/rules/edit", ("line", "1"), ("change", "switch"), ("edition", "1"))).Status);
    }

    [Fact]
    public async Task A_sample_and_an_event_that_came_in_are_tried_against_both_with_every_condition_and_count_nothing()
    {
        await _visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Limit));
        await _service.PostAsync(Service.Purchase, Service.APurchase("tried", ""","totalAmount":70"""));
        var before = (await _service.ReceivedAsync()).Count;

        var stored = await _visitor.SeeAsync("/portal/rules/try?event=tried");
        var sample = await _visitor.SendAsync("/portal/rules/try", "/portal/rules/try", ("kind", "Purchase"), ("payload", """{"purchaseId":"x","totalAmount":"170"}"""));

        Assert.Contains("Other / Some", stored, StringComparison.Ordinal);
        Assert.Contains("Triggers for trying things out / Rejected total", stored, StringComparison.Ordinal);
        Assert.Matches("""totalAmount.*70""", stored.Replace("\n", " ", StringComparison.Ordinal));
        Assert.Contains("Limit / Much", sample.Page, StringComparison.Ordinal);
        Assert.Contains("Required properties", sample.Page, StringComparison.Ordinal);
        Assert.Contains("no JSON object", (await _visitor.SendAsync("/portal/rules/try", "/portal/rules/try", ("kind", "Purchase"), ("payload", "{oh"))).Page, StringComparison.Ordinal);
        Assert.Contains("nobody", await _visitor.SeeAsync("/portal/rules/try?event=nobody"), StringComparison.Ordinal);
        Assert.Equal(before, (await _service.ReceivedAsync()).Count);
    }

    [Fact]
    public async Task A_form_that_was_not_made_here_changes_nothing()
    {
        using var forged = new FormUrlEncodedContent([new("text", Limit), new("edition", "0")]);

        Assert.Equal(HttpStatusCode.BadRequest, (await _visitor.PostAsync("/portal/rules/draft", forged)).Status);
        Assert.Null(_service.Get<RuleVersions>().Draft(""));
    }

    private async Task<string> DecisionAsync(string id, int total)
    {
        var reply = await _service.PostAsync(Service.Purchase, Service.APurchase(id, $$""","totalAmount":{{total}}"""));
        return reply.Details["MerchantRuleDecision"]!.GetValue<string>();
    }
}
