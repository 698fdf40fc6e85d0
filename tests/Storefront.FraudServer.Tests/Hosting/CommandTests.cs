using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.Activity;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Tokens;

namespace Storefront.Tests.FraudServer.Hosting;

public sealed class CommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Migrate_makes_the_database_and_may_be_repeated()
    {
        for (var i = 0; i < 2; i++)
            Assert.Equal(0, Run("", "migrate", $"--Storage:Directory={_directory}"));

        using var database = SqliteDatabase.In(Path.Combine(_directory, "fraud-server"));
        database.RequireCurrent();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(database.Name));
    }

    [Fact]
    public void Create_admin_adds_an_administrator_and_brings_one_back_who_lost_the_password()
    {
        Run("", "migrate", $"--Storage:Directory={_directory}");
        using var database = SqliteDatabase.In(Path.Combine(_directory, "fraud-server"));

        Assert.Equal(0, Run("correct horse battery\n", "create-admin", "Ann@Shop.example", $"--Storage:Directory={_directory}"));
        Assert.Equal(0, Run("another horse battery\n", "create-admin", "ann@shop.example", $"--Storage:Directory={_directory}"));

        var ann = new Users(database).Find("ann@shop.example")!;
        Assert.Equal(("admin", false), (ann.Role, ann.IsTemporary));
        Assert.True(Passwords.Match(ann.PasswordHash, "another horse battery"));
        Assert.All(new ActivityLog(database).Before(long.MaxValue, new(null, null, null, null, null), 10), entry => Assert.Equal("command line", entry.Who));
    }

    [Theory]
    [InlineData("too short", "ann@shop.example", "12 to 128 characters")]
    [InlineData("correct horse battery", "ann", "is no e-mail address")]
    public void Create_admin_says_in_one_line_what_it_cannot_take(string password, string email, string said)
    {
        Run("", "migrate", $"--Storage:Directory={_directory}");

        var refusal = Assert.Throws<StartException>(() => Run(password + "\n", "create-admin", email, $"--Storage:Directory={_directory}"));

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.Single(refusal.Message.Split('\n'));
    }

    [Fact]
    public void Hash_secret_prints_what_the_setting_takes()
    {
        Assert.Equal(0, Run("a secret\n", "hash-secret"));

        Assert.True(SecretHash.Matches(_output.ToString().Trim(), "a secret"));
        Assert.False(SecretHash.Matches(_output.ToString().Trim(), "another secret"));
        Assert.DoesNotContain("a secret", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_secret_without_a_secret_says_what_it_wants() => Assert.Equal(1, Run("", "hash-secret"));

    [Fact]
    public void An_unknown_word_is_no_reason_to_start_the_service()
    {
        Assert.Equal(1, Run("", "migrat"));

        Assert.Contains("'migrat' is no command", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://localhost:0")]
    [InlineData("urls=http://localhost:0")]
    public void Options_alone_run_the_service(params string[] args) => Assert.Null(Run("", args));

    [Fact]
    public void The_development_credential_is_the_documented_one() =>
        Assert.True(SecretHash.Matches(DevelopmentCredential.Credential.Secrets[0].Hash, "local-development-secret"));

    private int? Run(string input, params string[] args) => Commands.Run(args, new StringReader(input), _output, _error);
}
