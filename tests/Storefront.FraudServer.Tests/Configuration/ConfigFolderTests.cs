using System.Net;
using System.Text;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.Access;
using Storefront.FraudServer.Portal.Lists;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Rules.Lists;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Tokens;

namespace Storefront.Tests.FraudServer.Configuration;

/// <summary>The whole configuration as a folder of text: out, into an empty store, out again.</summary>
public sealed class ConfigFolderTests : IDisposable
{
    private const string Child = "44444444-4444-4444-4444-444444444444";
    private const string Rules = """
        %set Buying
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"
        %rule Limit
        %clause Country
        RETURN Reject("limit") WHEN ContainsKey("Countries", "country", @"user.country")
        """;

    private static readonly Person Ann = new("Ann", DateTimeOffset.UtcNow);
    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;

    private string Folder => Path.Combine(_directory, "config");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<Service> StartAsync(string store) => Service.StartAsync(directory: Path.Combine(_directory, store, "fraud-server"));

    private (int? Code, string Said) Run(string store, params string[] words)
    {
        using var output = new StringWriter();
        var code = Commands.Run([.. words, $"--Storage:Directory={Path.Combine(_directory, store)}", "--environment=Development"], TextReader.Null, output, output);
        return (code, output.ToString());
    }

    private static Dictionary<string, string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), path => Convert.ToHexString(File.ReadAllBytes(path)), StringComparer.Ordinal);

    private async Task FillAsync()
    {
        await using var service = await StartAsync("first");
        var writer = service.Get<Writer>();
        Assert.Null(await writer.RunAsync(session => EnvironmentChanges.Add(session, new(Child, "de", "Germany", Service.EnvironmentId), Ann)));
        var facts = new CredentialFacts("Web shop", "3f0c1a52", "shop", "https://api.dfp.example", [Child], [Credentials.EventRole]);
        Assert.Null(await writer.RunAsync(session => CredentialChanges.Add(session, facts, SecretHash.Of("a secret of twelve"), Ann)));
        Assert.Null(await service.Get<CustomLists>().PutAsync("Countries", new MemoryStream(Encoding.UTF8.GetBytes("country,\"the, note\"\nDE,\"a \"\"b\"\"\"\n")), Ann));
        await service.Get<SupportLists>().SetAsync("Email Support List", [new SupportEntry("nora@example.com", SupportStatus.Block, "known")], Ann);
        service.Get<AccessInForce>().Refresh();
        Assert.Null((await service.Get<Publisher>().PublishAsync("", Rules, "mine", 1, Ann)).Refusal);
        Assert.Null((await service.Get<Publisher>().PublishAsync(Child, "%rule Closed\n%clause Always\nRETURN Reject(\"closed\")\n", "closed", 0, Ann)).Refusal);
    }

    [Theory]
    [InlineData()]
    [InlineData("--with-support-lists", "--with-hashes")]
    public async Task What_is_exported_imported_into_an_empty_store_and_exported_again_is_the_same_to_the_byte(params string[] options)
    {
        await FillAsync();
        await (await StartAsync("second")).DisposeAsync();

        Assert.Equal(0, Run("first", ["export-config", Folder, .. options]).Code);
        var (code, said) = Run("second", "import-config", Folder);
        Assert.True(code == 0, said);
        var again = Path.Combine(_directory, "again");
        Assert.Equal(0, Run("second", ["export-config", again, .. options]).Code);

        var files = Files(Folder);
        Assert.Equal(files, Files(again));
        Assert.Equal(options.Length > 0, files.ContainsKey("lists/support/Email Support List.csv"));
        Assert.Equal(options.Length > 0, File.ReadAllText(Path.Combine(Folder, "credentials", "3f0c1a52_shop.json")).Contains("pbkdf2-sha256", StringComparison.Ordinal));
        Assert.All(["settings.json", "environments.json", "rules.fql", $"rules/{Child}.fql", "lists/Countries.csv"], file => Assert.Contains(file, files.Keys));
        Assert.Equal("0 changes.", Run("second", "import-config", Folder).Said.Split('\n')[^2].TrimEnd());
    }

    [Fact]
    public async Task The_running_service_takes_the_rules_up_and_the_secret_is_good()
    {
        await FillAsync();
        Run("first", "export-config", Folder, "--with-hashes");
        await using var service = await StartAsync("second");
        Assert.Equal(0, Run("second", "import-config", Folder).Code);

        service.Get<AccessInForce>().Refresh();
        service.Get<Storefront.FraudServer.Resources.ListFolder>().Refresh();
        service.Get<Storefront.FraudServer.Events.ActiveRules>().Refresh(service.Get<RuleVersions>());
        var token = await service.TokenAsync(Service.TokenForm("shop", "a secret of twelve", "https://api.dfp.example"), "3f0c1a52");
        var answer = await service.PostAsync(Service.Purchase, Service.APurchase("p-1"), ("Authorization", "Bearer " + token));

        Assert.Equal((HttpStatusCode.OK, "Reject"), (answer.Status, (string?)answer.Details["MerchantRuleDecision"]));
        Assert.Equal("Reject", (string?)(await service.PostAsync(Service.Purchase, Service.APurchase("p-2", ""","user":{"userId":"u","country":"DE"}"""))).Details["MerchantRuleDecision"]);
        Assert.Contains(service.Get<Storefront.FraudServer.Portal.Activity.ActivityLog>().Before(long.MaxValue, new(null, "config.", null, null, null), 10), entry => entry.Who == "command line");
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_change_and_changes_nothing()
    {
        await FillAsync();
        await (await StartAsync("second")).DisposeAsync();
        Run("first", "export-config", Folder);

        var trial = Run("second", "import-config", Folder, "--dry-run");

        Assert.Contains("rules.fql: version 2 is published", trial.Said, StringComparison.Ordinal);
        Assert.Contains($"rules/{Child}.fql: version 1 of {Child} is published", trial.Said, StringComparison.Ordinal);
        Assert.Contains("lists/Countries.csv: new, 1 rows", trial.Said, StringComparison.Ordinal);
        Assert.Contains("credentials/3f0c1a52_shop.json: new", trial.Said, StringComparison.Ordinal);
        Assert.Contains("note: credentials/3f0c1a52_shop.json: the client has no secret", trial.Said, StringComparison.Ordinal);
        Assert.Contains("5 changes, nothing done.", trial.Said, StringComparison.Ordinal);
        Assert.Contains("5 changes.", Run("second", "import-config", Folder).Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules.fql", "ContainsKey(\"Countries\"", "ContainsKey(\"Lands\"", "rules.fql:5:")]
    [InlineData("environments.json", "\"name\"", "\"nome\"", "environments.json:")]
    [InlineData("environments.json", "\"parent\": \"33333333", "\"parent\": \"99999999", "environments.json:3: The parent '99999999")]
    [InlineData("credentials/3f0c1a52_shop.json", "https://api.dfp.example", "", "credentials/3f0c1a52_shop.json:5: Give the resource")]
    [InlineData("credentials/3f0c1a52_shop.json", "\"tenant\"", "tenant", "credentials/3f0c1a52_shop.json:3: ")]
    [InlineData("lists/Countries.csv", "the, note", "country", "lists/Countries.csv:1: List 'Countries' has two columns")]
    [InlineData("lists/support/Email Support List.csv", "Block", "Blocked", "lists/support/Email Support List.csv:2: Row 2: a status is")]
    [InlineData("settings.json", "\"format\": 1", "\"format\": 9", "settings.json:2: The format 9")]
    public async Task What_is_wrong_is_refused_with_file_and_line_and_nothing_is_changed(string file, string right, string wrong, string expected)
    {
        await FillAsync();
        await (await StartAsync("second")).DisposeAsync();
        Run("first", "export-config", Folder, "--with-support-lists");
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        Assert.Contains(right, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(Folder, file), text.Replace(right, wrong, StringComparison.Ordinal));

        var (code, said) = Run("second", "import-config", Folder);

        Assert.Equal(1, code);
        Assert.StartsWith(expected, said, StringComparison.Ordinal);
        await using var service = await StartAsync("second");
        Assert.Empty(service.Get<AccessTables>().Credentials());
        Assert.Empty(service.Get<AccessTables>().Environments());
        Assert.Equal(1, service.Get<RuleVersions>().LastNumber(""));
        Assert.Empty(service.Get<Storefront.FraudServer.Resources.ListFolder>().Lists.CustomNames);
    }

    [Fact]
    public async Task A_file_that_went_here_goes_there_and_files_of_others_stay()
    {
        await FillAsync();
        Run("first", "export-config", Folder, "--with-support-lists");
        await File.WriteAllTextAsync(Path.Combine(Folder, "README.md"), "ours");
        await File.WriteAllTextAsync(Path.Combine(Folder, "lists", "Gone.csv"), "a\n1\n");

        Run("first", "export-config", Folder);

        Assert.True(File.Exists(Path.Combine(Folder, "README.md")));
        Assert.False(File.Exists(Path.Combine(Folder, "lists", "Gone.csv")));
        Assert.False(File.Exists(Path.Combine(Folder, "lists", "support", "Email Support List.csv")));
        Assert.Contains("wants a folder", Assert.Throws<StartException>(() => Run("first", "export-config")).Message, StringComparison.Ordinal);
        Assert.Contains("is not there", Assert.Throws<StartException>(() => Run("first", "import-config", Folder + "-nowhere")).Message, StringComparison.Ordinal);
        Assert.Contains("settings.json:1: This file is not there", Run("first", "import-config", Path.Combine(_directory, "first")).Said, StringComparison.Ordinal);
    }
}
