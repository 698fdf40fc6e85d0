using System.Net;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Retention;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>What the rules cannot decide comes to people, one at a time, and ends once.</summary>
public class CaseTests
{
    private const string Routing = """
        %rule All
        %clause Dear
        RETURN Review("look at it")
        %routing By amount
        %clause Dear
        ROUTETO Queue("Priority") WHEN @"purchase.request.totalAmount" >= 1000
        """;

    private static readonly (string, string)[] Approval = [("decision", "Approve"), ("reason", "Known customer"), ("note", ""), ("label", "")];
    private static readonly (string, string)[] Rejection = [("decision", "Reject"), ("reason", "Known fraud pattern"), ("note", "The same card as yesterday."), ("label", "fraud")];

    private static async Task<(Service Service, FakeTime Time)> StartAsync(params (string Name, string Value)[] settings)
    {
        var time = new FakeTime(DateTimeOffset.UtcNow);
        var service = await Service.StartAsync(
            settings.Append(("Queues:0", "Priority")).ToDictionary(s => $"FraudServer:{s.Item1}", s => (string?)s.Item2), time: time);
        using var visitor = new Visitor(service);
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/draft", ("text", Routing));
        await visitor.SendAsync("/portal/rules/draft", "/portal/rules/publish", ("note", "review everything"));
        return (service, time);
    }

    private static async Task<long> BuyAsync(Service service, string id, int amount = 100, string more = "")
    {
        var reply = await service.PostAsync(Service.Purchase, Service.APurchase(id, $$""","totalAmount":{{amount}},"currency":"USD","user":{"userId":"u-1"}{{more}}"""));
        Assert.Equal("Review", (string?)reply.Details["MerchantRuleDecision"]);
        return (await service.ReceivedAsync())[^1]!["sequence"]!.GetValue<long>();
    }

    private static Task StatusAsync(Service service, string id, string status) => service.PostAsync(
        "/v1.0/MerchantServices/events/PurchaseStatus", $$"""{"purchaseId":"{{id}}","statusType":"{{status}}","statusDate":"2026-03-15T08:00:00Z","reason":"MerchantOverride","_metadata":{} }""");

    [Fact]
    public async Task A_review_waits_for_the_hold_and_then_in_the_queue_the_rules_route_it_to()
    {
        var (service, time) = await StartAsync();
        await using var _ = service;
        using var visitor = new Visitor(service);
        var cheap = await BuyAsync(service, "cheap");
        var dear = await BuyAsync(service, "dear", 5000);

        Assert.Contains("No case waits", await visitor.SeeAsync("/portal/cases/queue?name=General"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await StartOf(visitor, dear)).Status);
        time.Now += TimeSpan.FromMinutes(5);

        Assert.Contains($"/portal/cases/{cheap}\"", await visitor.SeeAsync("/portal/cases/queue?name=General"), StringComparison.Ordinal);
        var priority = await visitor.SeeAsync("/portal/cases/queue?name=Priority");
        Assert.Contains($"/portal/cases/{dear}\"", priority, StringComparison.Ordinal);
        Assert.DoesNotContain($"/portal/cases/{cheap}\"", priority, StringComparison.Ordinal);
        Assert.Contains("5,000.00 USD", priority, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Approved", "Approve")]
    [InlineData("Canceled", "Reject")]
    [InlineData("Pending", "Pending")]
    [InlineData("Unknown", null)]
    public async Task A_status_of_the_shop_ends_the_case_unless_it_says_that_the_shop_waits(string status, string? outcome)
    {
        var (service, _) = await StartAsync();
        await using var _1 = service;
        var sequence = await BuyAsync(service, "p");

        await StatusAsync(service, "p", status);

        var known = service.Get<CaseLog>().Find(sequence)!;
        Assert.Equal((outcome, outcome is null ? null : "shop"), (known.Decision, known.Means));
    }

    [Fact]
    public async Task Of_two_reviewers_one_has_the_case_for_half_an_hour_and_decides_it_once()
    {
        var (service, time) = await StartAsync();
        await using var _ = service;
        var sequence = await BuyAsync(service, "p");
        await service.AddUserAsync(Roles.Reviewer, "ann@shop.example");
        await service.AddUserAsync(Roles.Reviewer, "bob@shop.example");
        using var ann = await new Visitor(service).SignInAsync("ann@shop.example", Service.Password);
        using var bob = await new Visitor(service).SignInAsync("bob@shop.example", Service.Password);
        time.Now += TimeSpan.FromMinutes(6);

        var next = await ann.SendAsync("/portal/cases", "/portal/cases/next", ("queue", "General"));
        Assert.Equal($"/portal/cases/{sequence}", next.Location);
        Assert.Contains("ann@shop.example has this case", await bob.SeeAsync(next.Location!), StringComparison.Ordinal);
        Assert.Contains("ann@shop.example has this case", (await StartOf(bob, sequence)).Page, StringComparison.Ordinal);
        Assert.EndsWith("said=none", (await bob.SendAsync("/portal/cases", "/portal/cases/next", ("queue", "General"))).Location, StringComparison.Ordinal);

        time.Now += TimeSpan.FromMinutes(20);
        Assert.Equal(HttpStatusCode.SeeOther, (await ann.SendAsync(next.Location!, $"{next.Location}/extend")).Status);
        time.Now += TimeSpan.FromMinutes(20);
        var form = await ann.SeeAsync(next.Location!);
        Assert.Contains("The case is yours until", form, StringComparison.Ordinal);
        var token = await ann.TokenAsync(next.Location!);
        Assert.Equal(HttpStatusCode.SeeOther, (await ann.SendAsync(next.Location!, $"{next.Location}/decide", Approval)).Status);

        var twice = await ann.PostAsync($"{next.Location}/decide", new FormUrlEncodedContent(Rejection.Append(("__RequestVerificationToken", token)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2))));
        Assert.Equal(HttpStatusCode.Conflict, twice.Status);
        Assert.Contains("already decided: Approve by ann@shop.example", twice.Page, StringComparison.Ordinal);
        Assert.Equal("Approve", service.Get<CaseLog>().Find(sequence)!.Decision);
    }

    [Fact]
    public async Task Time_that_ran_out_gives_the_case_to_whoever_comes_next()
    {
        var (service, time) = await StartAsync();
        await using var _ = service;
        var sequence = await BuyAsync(service, "p");
        await service.AddUserAsync(Roles.Reviewer, "ann@shop.example");
        await service.AddUserAsync(Roles.Reviewer, "bob@shop.example");
        using var ann = await new Visitor(service).SignInAsync("ann@shop.example", Service.Password);
        using var bob = await new Visitor(service).SignInAsync("bob@shop.example", Service.Password);
        time.Now += TimeSpan.FromMinutes(6);
        await StartOf(ann, sequence);
        var token = await ann.TokenAsync(Link(sequence));

        time.Now += TimeSpan.FromMinutes(31);
        Assert.Equal(HttpStatusCode.SeeOther, (await StartOf(bob, sequence)).Status);
        var late = await ann.PostAsync($"{Link(sequence)}/decide", new FormUrlEncodedContent(Approval.Append(("__RequestVerificationToken", token)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2))));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("bob@shop.example has this case", late.Page, StringComparison.Ordinal);
        Assert.True(service.Get<CaseLog>().Find(sequence)!.IsOpen);
        Assert.Equal(HttpStatusCode.SeeOther, (await bob.SendAsync(Link(sequence), $"{Link(sequence)}/return")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await StartOf(ann, sequence)).Status);
    }

    [Fact]
    public async Task A_decision_keeps_reason_note_and_a_label_like_one_the_shop_sends()
    {
        var (service, time) = await StartAsync();
        await using var _ = service;
        using var visitor = new Visitor(service);
        var sequence = await BuyAsync(service, "p");
        await BuyAsync(service, "other");
        time.Now += TimeSpan.FromMinutes(6);
        await StartOf(visitor, sequence);
        await visitor.SendAsync(Link(sequence), $"{Link(sequence)}/note", ("text", "Called the customer."));

        var missing = await visitor.SendAsync(Link(sequence), $"{Link(sequence)}/decide", ("decision", ""), ("reason", ""));
        await visitor.SendAsync(Link(sequence), $"{Link(sequence)}/decide", Rejection);

        Assert.Equal(HttpStatusCode.BadRequest, missing.Status);
        Assert.Contains("Choose a decision.", missing.Page, StringComparison.Ordinal);
        var page = await visitor.SeeAsync(Link(sequence));
        foreach (var told in new[] { "Known fraud pattern", "The same card as yesterday.", "Called the customer.", "Events that share something with it", $"/portal/events/{sequence}" })
            Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Equal("Fraud", service.Get<Standing>().LabelOf(Service.EnvironmentId, "Purchase", "p")!.Outcome);
        Assert.Equal("Label", (string?)(await service.ReceivedAsync())[^1]!["event"]);
        Assert.Contains("Known fraud pattern", await visitor.SeeAsync("/portal/cases/decided"), StringComparison.Ordinal);
        var log = await visitor.SeeAsync("/portal/activity");
        foreach (var action in new[] { "case.start", "case.note", "case.decide" })
            Assert.Contains(action, log, StringComparison.Ordinal);
        Assert.DoesNotContain("The same card as yesterday.", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_are_decided_at_once_after_a_look_but_none_that_somebody_else_has()
    {
        var (service, time) = await StartAsync();
        await using var _ = service;
        long[] all = [await BuyAsync(service, "a"), await BuyAsync(service, "b"), await BuyAsync(service, "c")];
        await service.AddUserAsync(Roles.Reviewer, "ann@shop.example");
        await service.AddUserAsync(Roles.Reviewer, "bob@shop.example");
        using var ann = await new Visitor(service).SignInAsync("ann@shop.example", Service.Password);
        using var bob = await new Visitor(service).SignInAsync("bob@shop.example", Service.Password);
        time.Now += TimeSpan.FromMinutes(6);
        await StartOf(bob, all[2]);

        var chosen = all.Select(sequence => ("case", $"{sequence}")).ToArray();
        var look = await ann.SendAsync("/portal/cases/queue?name=General", "/portal/cases/bulk", chosen);
        Assert.Contains("Decide 2 cases at once", look.Page, StringComparison.Ordinal);
        var token = await ann.TokenAsync("/portal/cases");
        var done = await ann.PostAsync("/portal/cases/bulk/decide", new FormUrlEncodedContent(
            chosen.Concat(Approval).Append(("queue", "General")).Append(("__RequestVerificationToken", token)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2))));

        Assert.Contains("2 decided. 1 not", await ann.SeeAsync(done.Location!), StringComparison.Ordinal);
        Assert.Equal(["bulk", "bulk", null], all.Select(sequence => service.Get<CaseLog>().Find(sequence)!.Means));
    }

    [Fact]
    public async Task What_nobody_decides_in_time_is_decided_once_by_the_queue_of_which_two_services_take_care()
    {
        var (service, time) = await StartAsync(("Cases:Queues:0:Name", "Priority"), ("Cases:Queues:0:TimeOutHours", "2"), ("Cases:Queues:0:DefaultAction", "Reject"));
        await using var _ = service;
        var settings = new Dictionary<string, string?> { ["FraudServer:Queues:0"] = "Priority", ["FraudServer:Cases:Queues:0:Name"] = "Priority", ["FraudServer:Cases:Queues:0:TimeOutHours"] = "2", ["FraudServer:Cases:Queues:0:DefaultAction"] = "Reject" };
        await using var second = await Service.StartAsync(settings, directory: service.Directory, time: time);
        using var visitor = new Visitor(service);
        var late = await BuyAsync(service, "late", 5000);
        var looked = await BuyAsync(service, "looked-at", 5000);
        var general = await BuyAsync(service, "general");
        time.Now += TimeSpan.FromMinutes(124);
        Assert.Equal(0, await service.Get<CaseTimeOuts>().RunAsync());
        await StartOf(visitor, looked);

        time.Now += TimeSpan.FromMinutes(2);
        await Task.WhenAll(service.Get<CaseTimeOuts>().RunAsync(), second.Get<CaseTimeOuts>().RunAsync());

        Assert.Equal(1L, await service.Get<Writer>().RunAsync(session => session.Scalar("SELECT COUNT(*) FROM activity WHERE action = 'case.decide'")));
        var cases = service.Get<CaseLog>();
        Assert.Equal(("Reject", "time-out", "the service"), (cases.Find(late)!.Decision, cases.Find(late)!.Means, cases.Find(late)!.DecidedBy));
        Assert.True(cases.Find(looked)!.IsOpen);
        time.Now += TimeSpan.FromDays(30);
        await service.Get<CaseTimeOuts>().RunAsync();
        Assert.Equal("Reject", cases.Find(looked)!.Decision);
        Assert.True(cases.Find(general)!.IsOpen); // General decides nothing unless it is told to
        Assert.Contains("late after 24 h, stays open", await visitor.SeeAsync("/portal/cases"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_services_on_one_file_give_a_case_to_one_of_two_reviewers()
    {
        var (service, time) = await StartAsync();
        await using var _ = service;
        await using var second = await Service.StartAsync(new() { ["FraudServer:Queues:0"] = "Priority" }, directory: service.Directory, time: time);
        for (var i = 0; i < 5; i++)
            await BuyAsync(service, $"p-{i}");
        await service.AddUserAsync(Roles.Reviewer, "ann@shop.example");
        await service.AddUserAsync(Roles.Reviewer, "bob@shop.example");
        using var ann = await new Visitor(service).SignInAsync("ann@shop.example", Service.Password);
        using var bob = await new Visitor(second).SignInAsync("bob@shop.example", Service.Password);
        time.Now += TimeSpan.FromMinutes(6);

        var taken = new List<string?>();
        for (var i = 0; i < 3; i++)
            taken.AddRange((await Task.WhenAll(
                ann.SendAsync("/portal/cases", "/portal/cases/next", ("queue", "General")), bob.SendAsync("/portal/cases", "/portal/cases/next", ("queue", "General")))).Select(reply => reply.Location));

        Assert.Equal(5, taken.Where(address => !address!.Contains("said", StringComparison.Ordinal)).Distinct().Count());
        Assert.Single(taken, address => address!.EndsWith("said=none", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Queues_are_worked_in_their_order()
    {
        var (service, time) = await StartAsync(("Cases:Queues:0:Name", "General"), ("Cases:Queues:0:Order", "HighestAmount"), ("Cases:Queues:0:Description", "Everything else"));
        await using var _ = service;
        using var visitor = new Visitor(service);
        await BuyAsync(service, "small", 10);
        var large = await BuyAsync(service, "large", 900);
        await BuyAsync(service, "middle", 500);
        time.Now += TimeSpan.FromMinutes(6);

        Assert.Contains("Everything else", await visitor.SeeAsync("/portal/cases"), StringComparison.Ordinal);
        Assert.Equal(Link(large), (await visitor.SendAsync("/portal/cases", "/portal/cases/next", ("queue", "General"))).Location);
    }

    [Fact]
    public async Task Who_only_reads_sees_cases_and_moves_none()
    {
        var (service, time) = await StartAsync();
        await using var _ = service;
        var sequence = await BuyAsync(service, "p");
        using var viewer = await service.VisitorAsync(Roles.Viewer);
        time.Now += TimeSpan.FromMinutes(6);

        foreach (var path in new[] { "/portal/cases", "/portal/cases/queue?name=General", Link(sequence) })
            Assert.DoesNotContain("action=\"/portal/cases", await viewer.SeeAsync(path), StringComparison.Ordinal);
        var token = await viewer.TokenAsync("/portal/cases");
        foreach (var path in new[] { "/portal/cases/next", $"{Link(sequence)}/start", $"{Link(sequence)}/decide", $"{Link(sequence)}/note", "/portal/cases/bulk/decide" })
        {
            using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await viewer.PostAsync(path, form)).Status));
        }

        await viewer.SeeAsync("/portal/cases/4711", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_case_goes_with_its_event()
    {
        var (service, time) = await StartAsync(("Retention:EventDays", "30"));
        await using var _ = service;
        using var visitor = new Visitor(service);
        var sequence = await BuyAsync(service, "p");
        time.Now += TimeSpan.FromMinutes(6);
        await StartOf(visitor, sequence);
        await visitor.SendAsync(Link(sequence), $"{Link(sequence)}/note", ("text", "Something."));
        time.Now += TimeSpan.FromDays(31);

        await service.Get<Purge>().RunAsync(CancellationToken.None);

        Assert.Null(service.Get<CaseLog>().Find(sequence));
        Assert.Empty(service.Get<CaseLog>().Notes(sequence));
    }

    [Fact]
    public async Task Whoever_asks_for_their_data_gets_what_was_decided_and_written()
    {
        var (service, time) = await StartAsync();
        await using var _ = service;
        using var visitor = new Visitor(service);
        var sequence = await BuyAsync(service, "p");
        time.Now += TimeSpan.FromMinutes(6);
        await StartOf(visitor, sequence);
        await visitor.SendAsync(Link(sequence), $"{Link(sequence)}/decide", Rejection);

        var search = service.Get<Storefront.FraudServer.Portal.DataSubjects.SubjectSearch>().Find(new("user", "u-1"), CancellationToken.None);
        var told = JsonNode.Parse(service.Get<Storefront.FraudServer.Portal.DataSubjects.SubjectExport>().Write(search))!["cases"]!.AsArray();

        Assert.Equal(("Reject", "The same card as yesterday."), ((string?)Assert.Single(told)!["decision"], (string?)told[0]!["notes"]![0]!["text"]));
    }

    [Theory]
    [InlineData("Cases:HoldMinutes", "-1", "FraudServer:Cases:HoldMinutes is -1")]
    [InlineData("Cases:Queues:0:Name", "Nowhere", "FraudServer:Cases:Queues:0:Name is 'Nowhere'")]
    [InlineData("Cases:Queues:0:TimeOutHours", "-4", "FraudServer:Cases:Queues:0:TimeOutHours is -4")]
    public async Task A_queue_that_cannot_work_stops_the_start(string name, string value, string told)
    {
        var settings = new Dictionary<string, string?> { ["FraudServer:Cases:Queues:0:Name"] = "General", [$"FraudServer:{name}"] = value };

        var refused = await Assert.ThrowsAsync<Storefront.FraudServer.Settings.StartException>(() => Service.StartAsync(settings));

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    private static Task<(HttpStatusCode Status, string? Location, string Page)> StartOf(Visitor visitor, long sequence) => PostAsync(visitor, sequence, "start");

    // Posted whether or not the page shows a button for it just now.
    private static async Task<(HttpStatusCode Status, string? Location, string Page)> PostAsync(Visitor visitor, long sequence, string what)
    {
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await visitor.TokenAsync(Link(sequence)))]);
        return await visitor.PostAsync($"{Link(sequence)}/{what}", form);
    }

    private static string Link(long sequence) => $"/portal/cases/{sequence}";
}
