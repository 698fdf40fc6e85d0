using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;

namespace Storefront.Tests.FraudServer.Publishing;

/// <summary>Rules in the database: published, in force, kept, brought back.</summary>
public sealed class PublishingTests : IDisposable
{
    private const string RejectsAll = "%rule Closed\n%clause Always\nRETURN Reject(\"closed\")\n";
    private const string Counting = """
        %set Buying
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
        %velocity SELECT Sum(@"totalAmount") AS spent FROM Purchase GROUPBY @"user.userId"
        %rule Show
        %clause Seen
        OBSERVE Output(bought = Velocity.Bought(@"user.userId", 1h), spent = Velocity.spent(@"user.userId", 1h))
        """;

    private static readonly Person Ann = new("Ann", DateTimeOffset.UnixEpoch);
    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_fresh_database_starts_with_the_shipped_rules_as_its_first_version()
    {
        await using var service = await Service.StartAsync();

        var version = service.Get<RuleVersions>().Find("", 1)!;

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "default.fql")), version.Text);
        Assert.Equal("Reject", await DecisionAsync(service, "p", ""","totalAmount":5000"""));
    }

    [Fact]
    public async Task What_is_published_decides_the_next_event_and_after_a_restart_and_every_version_is_kept()
    {
        await using (var service = await Service.StartAsync(directory: _directory))
        {
            Assert.Equal("Approve", await DecisionAsync(service, "p-1"));
            Assert.Equal(2, (await service.Get<Publisher>().PublishAsync("", RejectsAll, "closed for the night", 1, Ann)).Number);
            Assert.Equal("Reject", await DecisionAsync(service, "p-2"));
        }

        await using var again = await Service.StartAsync(directory: _directory);
        Assert.Equal("Reject", await DecisionAsync(again, "p-3"));
        var versions = again.Get<RuleVersions>();
        Assert.Equal(["2 closed for the night Ann", "1 The rules this service is shipped with the service"], versions.Before("", int.MaxValue, 10).Select(v => $"{v.Number} {v.Note} {v.By}"));

        await again.Get<Publisher>().PublishAsync("", versions.Find("", 1)!.Text, "open again", 2, Ann, restored: 1);
        Assert.Equal("Approve", await DecisionAsync(again, "p-4"));
        Assert.Equal((3, 1), (versions.LastNumber(""), versions.Find("", 3)!.Head.Restored));
    }

    [Fact]
    public async Task Wrong_rules_are_refused_with_the_place_and_what_was_meant_and_change_nothing()
    {
        await using var service = await Service.StartAsync();

        var outcome = await service.Get<Publisher>().PublishAsync("", "%rule A\n%clause B\nRETURN Rejct() WHEN @\"totalAmount\" > 5\n", "typo", 1, Ann);

        var error = Assert.Single(outcome.Diagnostics!, d => d.IsError);
        Assert.Equal((3, 8), (error.Span.Line, error.Span.Column));
        Assert.Contains("Reject", error.Hint, StringComparison.Ordinal);
        Assert.EndsWith("\n       ^^^^^", error.Caret, StringComparison.Ordinal);
        Assert.Equal((0, 1), (outcome.Number, service.Get<RuleVersions>().LastNumber("")));
        Assert.Equal("Approve", await DecisionAsync(service, "p"));
    }

    [Fact]
    public async Task Of_two_who_publish_on_top_of_the_same_version_one_is_told()
    {
        await using var service = await Service.StartAsync();
        var publisher = service.Get<Publisher>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => publisher.PublishAsync("", RejectsAll + $"// {i}\n", "at once", 1, Ann)));

        Assert.Single(outcomes, o => o.Number == 2);
        Assert.All(outcomes.Where(o => o.Number == 0), o => Assert.Contains("meanwhile", o.Refusal, StringComparison.Ordinal));
        Assert.Equal(2, service.Get<RuleVersions>().LastNumber(""));
    }

    [Fact]
    public async Task A_second_instance_on_the_same_database_follows()
    {
        await using var first = await Service.StartAsync(directory: _directory);
        await using var second = await Service.StartAsync(directory: _directory);

        await first.Get<Publisher>().PublishAsync("", RejectsAll, "closed", 1, Ann);
        for (var waited = 0; second.Get<ActiveRules>().Name != "version 2" && waited < 300; waited++)
            await Task.Delay(100);

        Assert.Equal("Reject", await DecisionAsync(second, "p"));
    }

    [Fact]
    public async Task Velocities_that_are_unchanged_go_on_counting_and_changed_ones_begin_at_nothing()
    {
        await using var service = await Service.StartAsync();
        var publisher = service.Get<Publisher>();
        await publisher.PublishAsync("", Counting, "count", 1, Ann);
        await DecisionAsync(service, "p-1");
        await DecisionAsync(service, "p-2");

        await publisher.PublishAsync("", Counting.Replace("""Sum(@"totalAmount")""", """Sum(@"salesTax")""", StringComparison.Ordinal).Replace("%set Buying", "%set Purchases\n// a comment\n", StringComparison.Ordinal), "other sum", 2, Ann);
        Assert.Equal(("2", "0"), await SeenAsync(service, "p-3"));
        Assert.Equal(("3", "1.5"), await SeenAsync(service, "p-4"));

        await publisher.PublishAsync("", Counting, "back", 3, Ann, restored: 2);
        Assert.Equal(("4", "0"), await SeenAsync(service, "p-5"));
        Assert.Equal(("5", "5"), await SeenAsync(service, "p-6"));
    }

    [Fact]
    public async Task An_environment_may_have_rules_of_its_own()
    {
        await using var service = await Service.StartAsync(new(StringComparer.Ordinal)
        {
            ["FraudServer:Environments:0:Id"] = Service.EnvironmentId,
            ["FraudServer:Environments:1:Id"] = "outlet",
            ["FraudServer:Environments:1:Parent"] = Service.EnvironmentId,
        });

        Assert.Equal(1, (await service.Get<Publisher>().PublishAsync("outlet", RejectsAll, "closed", 0, Ann)).Number);

        Assert.Equal("Approve", await DecisionAsync(service, "p"));
        var outlet = await service.PostAsync(Service.Purchase, Service.APurchase("p"), ("x-ms-dfpenvid", "outlet"));
        Assert.Equal("Reject", outlet.Details["MerchantRuleDecision"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_file_of_the_settings_decides_instead_and_says_so_to_who_publishes()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "own.fql"), RejectsAll);
        await using var service = await Service.StartAsync(new(StringComparer.Ordinal) { ["FraudServer:RulesFile"] = "own.fql" }, directory: _directory);

        var outcome = await service.Get<Publisher>().PublishAsync("", "%rule A\n%clause B\nRETURN Approve()\n", "open", 0, Ann);

        Assert.Contains("FraudServer:RulesFile", outcome.Refusal, StringComparison.Ordinal);
        Assert.Equal("Reject", await DecisionAsync(service, "p"));
    }

    [Fact]
    public async Task A_draft_is_saved_wrong_or_not_and_who_saves_over_somebody_else_is_told()
    {
        await using var service = await Service.StartAsync();
        var publisher = service.Get<Publisher>();

        var mine = await publisher.SaveDraftAsync("", "%rule half", 0, Ann);
        var theirs = await publisher.SaveDraftAsync("", "%rule other", 0, new Person("Ben", DateTimeOffset.UnixEpoch));
        var again = await publisher.SaveDraftAsync("", "%rule half", 0, Ann);

        Assert.Equal((1, 0, 1), (mine.Number, theirs.Number, again.Number));
        Assert.Contains("Ann", theirs.Refusal, StringComparison.Ordinal);
        Assert.Equal("%rule half", service.Get<RuleVersions>().Draft("")!.Text);
    }

    private static async Task<string> DecisionAsync(Service service, string id, string more = ""","totalAmount":5""")
    {
        var reply = await service.PostAsync(Service.Purchase, Service.APurchase(id, ""","user":{"userId":"u"},"salesTax":1.5""" + more));
        return reply.Details["MerchantRuleDecision"]!.GetValue<string>();
    }

    private static async Task<(string, string)> SeenAsync(Service service, string id)
    {
        var reply = await service.PostAsync(Service.Purchase, Service.APurchase(id, ""","user":{"userId":"u"},"salesTax":1.5,"totalAmount":5"""));
        var output = Assert.IsType<JsonObject>(reply.Details["MerchantRuleOutput"]!["Seen"]);
        return (output["bought"]!.GetValue<string>(), output["spent"]!.GetValue<string>());
    }
}
