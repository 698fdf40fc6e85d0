using System.Net;

namespace Storefront.FraudServer.Settings;

/// <summary>The section <c>FraudServer</c>. A wrong value stops the start; see <see cref="SettingsCheck"/>.</summary>
internal sealed class FraudServerSettings
{
    public const string Section = "FraudServer";
    public const string DefaultUrls = "http://localhost:5090;https://localhost:5091";
    public const string DefaultIssuer = "https://localhost:5091/{tenant}/v2.0";

    /// <summary>Where the service listens, separated by semicolons.</summary>
    public string Urls { get; set; } = DefaultUrls;

    /// <summary>Who signs the tokens. Fixed here, because the name a caller happens to use must not end up in them.</summary>
    public string Issuer { get; set; } = DefaultIssuer;

    /// <summary>A rule file in place of the shipped one; relative to the data folder.</summary>
    public string? RulesFile { get; set; }

    /// <summary>What a purchase ID that was used before is answered with.</summary>
    public DuplicatePurchase DuplicatePurchase { get; set; } = DuplicatePurchase.Error;

    /// <summary>Whether a rejection is shown to a caller who only compares.</summary>
    public EvaluateDecision EvaluateDecision { get; set; } = EvaluateDecision.Actual;

    /// <summary>Events a client may send each second; 0 means as many as it likes.</summary>
    public int RequestsPerSecond { get; set; }

    /// <summary>Where lists lie: <c>NAME.csv</c>, and support lists below it in <c>support</c>. Relative to the data folder.</summary>
    public string ListsDirectory { get; set; } = "lists";

    /// <summary>Lists whose keys are compared to the letter, such as tokens; in all others upper and lower case are one.</summary>
    public List<string> CaseSensitiveLists { get; set; } = [];

    /// <summary>Where addresses on the network are: CSV with a column <c>range</c> or <c>from,to</c>. Relative to the data folder; a changed file is in force within seconds.</summary>
    public string? GeoFile { get; set; }

    /// <summary>What is behind the first digits of card numbers: CSV. Relative to the data folder; a changed file is in force within seconds.</summary>
    public string? BinFile { get; set; }

    /// <summary>How often letters follow one another in ordinary text, in place of the shipped table: lines <c>th,1234</c>. Relative to the data folder; a changed file is in force within seconds.</summary>
    public string? GibberishFile { get; set; }

    /// <summary>Queues that routing rules may name, besides General.</summary>
    public List<string> Queues { get; set; } = [];

    /// <summary>Calls that rules may make.</summary>
    public List<ExternalCallSettings> ExternalCalls { get; set; } = [];

    /// <summary>Where traces and metrics go: the address of an OpenTelemetry collector that takes OTLP over HTTP. Off unless it is set.</summary>
    public Uri? OtlpEndpoint { get; set; }

    public DatabaseSettings Database { get; set; } = new();

    public FingerprintingSettings Fingerprinting { get; set; } = new();

    public CaseSettings Cases { get; set; } = new();

    public WebhookSettings Webhook { get; set; } = new();

    public RetentionSettings Retention { get; set; } = new();

    public TracingSettings Tracing { get; set; } = new();

    public List<EnvironmentSettings> Environments { get; set; } = [];

    /// <summary>The merchant's own assessments.</summary>
    public List<AssessmentSettings> Assessments { get; set; } = [];

    public List<CredentialSettings> Credentials { get; set; } = [];
}

internal enum DuplicatePurchase { Error, ReplayOriginal }

internal enum EvaluateDecision { Actual, SuppressReject }

/// <summary>A place with data, IDs and rules of its own: a brand, a country, a test area.</summary>
internal sealed class EnvironmentSettings
{
    /// <summary>What callers name in x-ms-dfpenvid.</summary>
    public string Id { get; set; } = "";

    /// <summary>The merchant's own short name for it, usable in the x-ms-dfpenvid path.</summary>
    public string? ApiId { get; set; }

    /// <summary>What people call it.</summary>
    public string? Name { get; set; }

    /// <summary>The ID of the environment above; none for a root.</summary>
    public string? Parent { get; set; }
}

/// <summary>An assessment of the merchant's own making.</summary>
internal sealed class AssessmentSettings
{
    /// <summary>How it is called in the address; compared to the letter.</summary>
    public string ApiName { get; set; } = "";

    /// <summary>1 for <c>/v1.0/action/assessment/…</c>, 2 for <c>/v1.0/assessment/…</c>.</summary>
    public int Version { get; set; } = 2;

    /// <summary>Its rules; relative to the data folder.</summary>
    public string RulesFile { get; set; } = "";

    /// <summary>Whether its rules may ask for a risk score. Never in the first version.</summary>
    public bool HasRiskModel { get; set; } = true;

    /// <summary>Members an event must have besides those of the contract, as paths: <c>user.id</c>.</summary>
    public List<string> Required { get; set; } = [];
}

/// <summary>The script that tells what kind of browser a visitor has.</summary>
internal sealed class FingerprintingSettings
{
    /// <summary>Off until the operator has told visitors about it and asked those who must be asked.</summary>
    public bool Enabled { get; set; }

    /// <summary>Addresses or networks of shops that forward for their visitors, separated by semicolons: their <c>X-Forwarded-For</c> is believed. This machine's always is.</summary>
    public string KnownProxies { get; set; } = "";

    /// <summary>The bot score, and for sign-ups and sign-ins the risk score, where nobody fingerprinted the device: 0 to 999, or -1 for none.</summary>
    public int UnknownSessionScore { get; set; } = 999;

    public IEnumerable<IPNetwork> KnownNetworks => Proxies.Select(entry => Network(entry)!.Value);

    public IEnumerable<string> Problems() => Proxies.Where(entry => Network(entry) is null)
        .Select(entry => $"FraudServer:Fingerprinting:KnownProxies holds '{entry}', which is no address and no network, for example 10.0.0.7;10.1.0.0/16")
        .Concat(UnknownSessionScore is >= -1 and <= 999 ? [] : [$"FraudServer:Fingerprinting:UnknownSessionScore is {UnknownSessionScore}; give a score from 0 to 999, or -1 for none"]);

    private IEnumerable<string> Proxies => KnownProxies.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IPNetwork? Network(string entry) =>
        IPNetwork.TryParse(entry, out var network) ? network
        : IPAddress.TryParse(entry, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}

/// <summary>How many days what the service holds stays there. 0 means for good; nothing goes by itself then.</summary>
internal sealed class RetentionSettings
{
    public const int Longest = 36_500;

    /// <summary>Assessments and account updates, with their answers and what they add up to. Their purchase IDs stay used.</summary>
    public int EventDays { get; set; } = 395;

    /// <summary>Statuses, bank events, refunds, chargebacks and labels.</summary>
    public int ObservationDays { get; set; } = 395;

    /// <summary>What the fingerprinting script told of browsers.</summary>
    public int FingerprintDays { get; set; } = 28;

    /// <summary>What people changed in the portal and by commands.</summary>
    public int ActivityDays { get; set; }

    /// <summary>What shadows said, and the shadows that ended.</summary>
    public int ShadowDays { get; set; } = 120;

    /// <summary>How often clauses decided.</summary>
    public int CounterDays { get; set; } = 395;

    /// <summary>The files of traced events.</summary>
    public int TraceDays { get; set; } = 28;
}

/// <summary>A call that rules may make: <c>External.NAME(…)</c>.</summary>
internal sealed class ExternalCallSettings
{
    /// <summary>What rules call it by.</summary>
    public string Name { get; set; } = "";

    /// <summary>In the order in which rules give them; each is sent as text.</summary>
    public List<string> Parameters { get; set; } = [];

    /// <summary>https; http only on this machine.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>GET sends the parameters in the address, POST in a JSON object.</summary>
    public string Method { get; set; } = "GET";

    /// <summary>How long a rule waits, in milliseconds.</summary>
    public int Timeout { get; set; } = 1000;

    /// <summary>What a rule gets when the call fails: JSON.</summary>
    public string Default { get; set; } = "{}";

    /// <summary>A file with a token to be sent along.</summary>
    public string? TokenFile { get; set; }
}

/// <summary>A program that may ask for tokens.</summary>
internal sealed class CredentialSettings
{
    /// <summary>The tenant in the address it asks for tokens at.</summary>
    public string Tenant { get; set; } = "";

    /// <summary>The ID it asks with.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>What the command <c>hash-secret</c> printed.</summary>
    public string? SecretHash { get; set; }

    /// <summary>A file that holds the secret itself.</summary>
    public string? SecretFile { get; set; }

    /// <summary>While a secret changes: the hash of the one before, which is accepted beside the new one.</summary>
    public string? PreviousSecretHash { get; set; }

    /// <summary>The public certificate (PEM or DER) whose key signs the client's assertions.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>What its tokens are for; they are asked for with this and <c>/.default</c>.</summary>
    public string Resource { get; set; } = "";

    /// <summary>Environments the client may address, with all below them; the first one is meant when a call names none.</summary>
    public List<string> Environments { get; set; } = [];

    /// <summary>Application roles in its tokens. Left empty: Risk_API, the role that every event asks for.</summary>
    public List<string> Roles { get; set; } = [];
}
