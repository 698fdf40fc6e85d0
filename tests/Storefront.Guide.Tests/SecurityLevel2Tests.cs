using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;
using Storefront.FraudServer.Portal.People;
using Storefront.Web.Features.Accounts;

namespace Storefront.Tests.Guide;

/// <summary>What docs/security-level-2.md writes down is what the programs do: each of its tables is held to the code.</summary>
public sealed partial class SecurityLevel2Tests
{
    private static readonly Document Told = Repository.Documents.Single(document => document.Name == "docs/security-level-2.md");

    private static readonly IReadOnlyList<(string File, string Text)> Sources = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Select(file => (Repository.Relative(file), File.ReadAllText(file)))];

    [Fact]
    public void No_project_allows_unsafe_code()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*proj", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "Directory.Build.props")).ToList();

        Assert.True(projects.Count > 5, string.Join(' ', projects));
        Assert.Equal([], projects.Where(file => File.ReadAllText(file).Contains("AllowUnsafeBlocks", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_limits_that_are_written_down_are_those_of_the_settings()
    {
        var configure = Repository.Documents.Single(document => document.Name == "docs/configure.md").Text;
        var rows = Limit().Matches(Section("Limits")).ToList();

        Assert.True(rows.Count >= 9, Section("Limits"));
        Assert.All(rows, row => Assert.Matches($@"\| `{Regex.Escape(row.Groups["value"].Value)}` \|[^\n]*`{Regex.Escape(row.Groups["setting"].Value)}`", configure));
    }

    [Fact]
    public void Every_place_that_takes_a_file_is_in_the_table() => Holds("Files that are taken", FileTaken());

    [Fact]
    public void Every_place_that_calls_somebody_is_in_the_table() => Holds("Who is called", Called());

    [Fact]
    public void Every_way_to_sign_in_is_described() => Holds("Ways to sign in", SignedIn());

    [Fact]
    public void What_must_not_be_guessed_is_made_by_the_system()
    {
        // The jitter of a token's refresh, and the RANDOM of the rules.
        string[] mayBeGuessed = ["src/Storefront.FraudProtection/Tokens/AccessToken.cs", "src/Storefront.FraudServer/Rules/RuleResources.cs", "src/Storefront.FraudServer/Rules/Cases/Fixture.cs"];

        Assert.Equal(mayBeGuessed.Order(StringComparer.Ordinal), Where(Guessable()).Order(StringComparer.Ordinal));
        Assert.True(Where(SystemRandom()).Count() >= 5);
    }

    [Fact]
    public void The_ends_of_sessions_that_are_written_down_are_those_of_the_programs()
    {
        var (shop, told) = (new AccountOptions(), Section("Sessions"));

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| shop | {shop.StaySignedIn.TotalDays} days"), told, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| {shop.LongestSession.TotalDays} days | `Accounts:StaySignedIn`, `Accounts:LongestSession` |"), told, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| portal of the service | {Session.Lifetime.TotalHours} hours | {Session.Longest.TotalHours} hours |"), told, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cryptographic_thing_that_is_used_is_in_the_inventory()
    {
        var used = Sources.SelectMany(source => Cryptographic().Matches(source.Text).Select(found => found.Value)).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(used.Count >= 8, string.Join(' ', used));
        Assert.Equal(Sources.Any(source => source.Text.Contains("EncryptionAlgorithm.AES_256_GCM", StringComparison.Ordinal)), Section("Keys and algorithms").Contains("AES-256-GCM", StringComparison.Ordinal));
        Assert.Equal([], used.Where(name => !Section("Keys and algorithms").Contains($"`{name}`", StringComparison.Ordinal)));
    }

    // The third version of the framework's form: its sign, the algorithm, and the rounds.
    [Fact]
    public void Passwords_are_hashed_as_slowly_as_is_asked_for()
    {
        var hash = Convert.FromBase64String(Passwords.Hash("correct horse battery"));

        Assert.Equal((1, 2u, 210_000u), (hash[0], BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5))));
        Assert.Contains(Sources, source => source.File.EndsWith("AccountSetup.cs", StringComparison.Ordinal) && source.Text.Contains("IterationCount = 210_000", StringComparison.Ordinal));
        Assert.Contains("210,000 rounds", Section("Keys and algorithms"), StringComparison.Ordinal);
    }

    // Table by table it says so in docs/privacy.md, which PrivacyDocumentTests hold to the databases.
    [Fact]
    public void The_kinds_of_data_are_those_of_the_privacy_document()
    {
        Assert.Equal(["never held", "secret", "personal", "of the business", "public"], Kind().Matches(Section("Kinds of data")).Select(row => row.Groups[1].Value));
        Assert.Contains("every table of [Privacy](privacy.md)", Section("Kinds of data"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_project_has_a_lock_file()
    {
        var projects = new[] { "src", "samples", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)).ToList();

        Assert.True(projects.Count > 10, string.Join(' ', projects));
        Assert.Equal([], projects.Where(file => !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "packages.lock.json"))));
    }

    [Fact]
    public void No_client_follows_redirects()
    {
        var handlers = Sources.SelectMany(source => Handler().Matches(source.Text).Select(found => (source.File, Text: source.Text.Substring(found.Index, Math.Min(300, source.Text.Length - found.Index))))).ToList();

        Assert.True(handlers.Count >= 5, string.Join('\n', handlers));
        Assert.Equal([], handlers.Where(handler => !handler.Text.Contains("AllowAutoRedirect = false", StringComparison.Ordinal)).Select(handler => handler.File));
    }

    [Fact]
    public void Every_log_is_described()
    {
        var sinks = Sink().Matches(File.ReadAllText(Path.Combine(Repository.Root, "src/Packages.props"))).Select(found => found.Groups[1].Value).ToList();

        Assert.NotEmpty(sinks);
        Assert.Equal([], sinks.Concat(["AuditEntries", "activity", "received"]).Where(name => !Section("What is logged").Contains($"`{name}`", StringComparison.Ordinal)));
    }

    private static string Section(string heading) => Told.Text.Split($"\n## {heading}\n") is [_, var rest] ? rest.Split("\n## ")[0] : throw new InvalidOperationException($"There is no section {heading}.");

    private static IEnumerable<string> Where(Regex what) => Sources.Where(source => what.IsMatch(source.Text)).Select(source => source.File);

    private static void Holds(string heading, Regex what)
    {
        var places = Where(what).ToList();

        Assert.NotEmpty(places);
        Assert.Equal([], places.Where(file => !Section(heading).Contains($"(../{file})", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^\| [^|]+ \| `(?<setting>\w+)` \| (?<value>\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex Limit();

    [GeneratedRegex(@"IFormFile\?? \w+[,)]|Files\.GetFile\(")]
    private static partial Regex FileTaken();

    [GeneratedRegex(@"new SocketsHttpHandler|new HttpClientHandler|new HttpClient\(|AddHttpClient\(|AddHttpClient<|new SmtpClient|new SecretClient|new CertificateClient|new NpgsqlConnection\(|new SqlConnection\(|UseSqlServer\(|AddOtlpExporter")]
    private static partial Regex Called();

    [GeneratedRegex(@"http\.SignInAsync\(|signIn\.\w*SignInAsync\(|Context\.SignInAsync\(|signIn\.CheckPassword\w*Async\(|AssertPasskey|PasskeySignIn\w*Async\(|TokenProblem\.NotAForm\)")]
    private static partial Regex SignedIn();

    [GeneratedRegex(@"Random\.Shared|new Random\(")]
    private static partial Regex Guessable();

    [GeneratedRegex(@"RandomNumberGenerator\.")]
    private static partial Regex SystemRandom();

    [GeneratedRegex(@"\b(RSA|ECDsa|HMACSHA\w+|SHA1|SHA256|SHA384|SHA512|MD5|Aes|AesGcm|Rfc2898DeriveBytes|RandomNumberGenerator|PasswordHasher|AddDataProtection|CryptographicOperations|X509Certificate2)(?=[.(<])")]
    private static partial Regex Cryptographic();

    [GeneratedRegex(@"^\| (?!Kind \||---)([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Kind();

    [GeneratedRegex(@"new (SocketsHttpHandler|HttpClientHandler)\b")]
    private static partial Regex Handler();

    [GeneratedRegex(@"Include=""(Serilog\.Sinks\.\w+)""")]
    private static partial Regex Sink();
}
