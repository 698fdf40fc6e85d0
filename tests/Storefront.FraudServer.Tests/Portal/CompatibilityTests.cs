using System.Net;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.Migration;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Settings;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>What a merchant brings is told line by line how it fares, and what can run becomes a draft.</summary>
public sealed class CompatibilityTests : IAsyncLifetime
{
    private const string Page = "/portal/rules/compatibility";
    private const string Brought = """
        %set Buying
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
        %velocity SELECT Count() AS wrong FROM Parcel GROUPBY @"user.userId"
        %rule Scores
        %clause High
        RETURN Reject("score") WHEN Model.Risk().Score > 900 && @"totalAmount" > 10

        %clause Unknown
        LET $n = NoSuchFunction(@"user.email")
        RETURN Reject("n") WHEN $n > 1
        %rule Often
        %clause Third
        RETURN Review("often") WHEN Velocity.bought(@"user.userId", 1h) > 3
        %clause Wrong
        RETURN Review("wrong") WHEN Velocity.wrong(@"user.userId", 1h) > 3
        %rule Listed
        %clause Country
        RETURN Reject("country") WHEN ContainsKey("Countries", "country", @"user.country")
        %rule Broken
        %when WHEN (
        %clause Fine
        RETURN Reject("fine")
        """;

    private Service _service = null!;

    public async Task InitializeAsync() => _service = await Service.StartAsync();

    public async Task DisposeAsync() => await _service.DisposeAsync();

    private LineReport Line(int number, CompatibilityReport report) => report.Lines.Single(line => line.Number == number);

    [Fact]
    public void Every_line_is_told_how_it_fares_and_why()
    {
        var report = _service.Get<Compatibility>().OfRules(Brought);

        foreach (var (number, fate, why) in new[]
        {
            (1, Fate.Same, ""), (2, Fate.Different, "begins at zero"), (3, Fate.Never, "Parcel"), (6, Fate.Different, "scorecard"), (8, Fate.Never, "what line 9 is wrong in"),
            (9, Fate.Never, "NoSuchFunction"), (10, Fate.Never, "what line 9 is wrong in"), (13, Fate.Same, ""), (15, Fate.Never, ""), (18, Fate.Never, "Countries"),
            (19, Fate.Never, "is wrong in"), (20, Fate.Never, ""), (22, Fate.Never, "is wrong in"),
        })
        {
            var line = Line(number, report);
            Assert.True(line.Fate == fate && string.Join(' ', line.Why).Contains(why, StringComparison.Ordinal), $"{number}: {line.Fate} {string.Join(' ', line.Why)}");
        }

        Assert.DoesNotContain(report.Lines, line => line.Number == 7); // empty
    }

    [Fact]
    public void What_can_run_is_left_and_what_cannot_is_a_comment_that_says_why()
    {
        var report = _service.Get<Compatibility>().OfRules(Brought);

        var compiled = _service.Get<RuleCompiler>().Compile(report.Draft, "draft");
        Assert.False(compiled.HasErrors, string.Join('\n', compiled.Diagnostics));
        Assert.Equal(["bought"], compiled.Book!.Velocities.Select(v => v.Name));
        Assert.Contains("// Left out because of line 9: ", report.Draft, StringComparison.Ordinal);
        Assert.Contains("\n%clause High\n", report.Draft, StringComparison.Ordinal);
        Assert.Contains("\n// %clause Unknown\n", report.Draft, StringComparison.Ordinal);
        Assert.Contains("\n%clause Third\n", report.Draft, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RETURN Reject(")]
    [InlineData("%nothing\n%clause C\n)")]
    [InlineData("%rule R\n%rule R\n%env x\n%env x\n%when (\n")]
    [InlineData("")]
    public void Whatever_is_pasted_comes_to_an_end(string text)
    {
        var report = _service.Get<Compatibility>().OfRules(text);

        Assert.All(report.Draft.Split('\n'), line => Assert.True(line.Trim() is "" or ['/', '/', ..] or ['%', ..], report.Draft));
    }

    [Fact]
    public async Task The_page_reports_and_makes_a_draft_that_can_be_published()
    {
        using var visitor = await _service.VisitorAsync(Roles.Analyst);
        var reported = await visitor.SendAsync(Page, Page, ("kind", "rules"), ("text", Brought));
        Assert.Equal(HttpStatusCode.OK, reported.Status);
        Assert.Contains("cannot run", reported.Page, StringComparison.Ordinal);
        Assert.Contains("Make a draft of what runs", reported.Page, StringComparison.Ordinal);

        var made = await visitor.PostAsync(Page + "/draft", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["__RequestVerificationToken"] = await visitor.TokenAsync(Page), ["kind"] = "rules", ["text"] = Brought, ["edition"] = "0",
        }));
        Assert.Equal((HttpStatusCode.SeeOther, "/portal/rules/draft"), (made.Status, made.Location));
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.SendAsync("/portal/rules/draft", "/portal/rules/publish", ("note", "what runs"))).Status);

        var list = await visitor.SendAsync(Page, Page, ("kind", "support"), ("text", "value,status\na@example.com,Maybe\n"));
        Assert.Contains("Row 2: a status is Safe, Block or Watch", list.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_takes_files_and_lists_that_come_along()
    {
        var folder = Directory.CreateTempSubdirectory("brought-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "rules.fql"), Brought);
        await File.WriteAllTextAsync(Path.Combine(folder, "Countries.csv"), "country\nDE\n");
        await _service.DisposeAsync();
        _service = await Service.StartAsync(directory: Path.Combine(folder, "fraud-server"));

        var (code, alone) = Run(folder, "rules.fql");
        Assert.Equal(1, code);
        Assert.Contains("rules.fql:18: cannot run: ", alone, StringComparison.Ordinal);
        var (_, together) = Run(folder, "Countries.csv", "rules.fql");
        Assert.DoesNotContain("rules.fql:18:", together, StringComparison.Ordinal);
        Assert.Contains("rules.fql:6: runs differently: the score comes from a scorecard", together, StringComparison.Ordinal);
        Assert.Contains("is not there", Assert.Throws<StartException>(() => Run(folder, "nothing.fql")).Message, StringComparison.Ordinal);
        Assert.Contains("wants files", Assert.Throws<StartException>(() => Run(folder)).Message, StringComparison.Ordinal);
        await _service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        _service = await Service.StartAsync();
    }

    private static (int? Code, string Output) Run(string folder, params string[] files)
    {
        using var output = new StringWriter();
        string[] words = ["compatibility", .. files.Select(file => Path.Combine(folder, file)), $"--Storage:Directory={folder}", "--environment=Development"];
        return (Commands.Run(words, TextReader.Null, output, TextWriter.Null), output.ToString());
    }
}
