using Microsoft.Extensions.Options;
using Storefront.FraudProtection;
using Storefront.Web.Fraud;
using Storefront.Web.Hosting.Settings;
using Storefront.Web.Payments;

namespace Storefront.Web.Features.Settings;

/// <summary>Lays saved settings over those of the shop's files, checks the result as the start would, and makes a connection of it.</summary>
internal sealed class SettingsWorkshop(
    IConfiguration configuration, IOptions<CredentialReferences> references, IOptions<KeyVaultOptions> vault, IOptions<PaymentOptions> payments,
    FraudProtectionFactory factory, VaultDoor door, IHostEnvironment environment)
{
    private static readonly CredentialChoice.AsInstalled AsInstalled = new();

    /// <summary>In Production the client ID comes with the installation and not from the page.</summary>
    public bool ClientIdIsFixed => environment.IsProduction();

    public IReadOnlyDictionary<string, CredentialReference> References => references.Value.References;

    /// <summary>No hold outlasts nine tenths of what the bank keeps.</summary>
    public TimeSpan LongestHold => payments.Value.LongestHold;

    /// <summary>Where the credential of the shop's files is, without what is there.</summary>
    public string InstalledCredential => (Section<FraudProtectionOptions>(), vault.Value.Item) switch
    {
        ({ ClientSecretFile: { Length: > 0 } file }, _) => $"secret in file {file}",
        ({ ClientCertificateFile: { Length: > 0 } file }, _) => $"certificate in file {file}",
        ({ ClientSecret.Length: > 0 }, _) => "secret in the shop's settings",
        (_, { } item) => $"{item.Vault} {(item.IsCertificate ? "certificates" : "secrets")}/{item.Name}",
        _ => "not set",
    };

    /// <summary>What the shop's files say, as the page shows it before anything was saved.</summary>
    public FraudSettings Installed()
    {
        var (client, policy, retention) = (Section<FraudProtectionOptions>(), Section<FraudPolicyOptions>(), Section<RetentionOptions>());
        var endpoint = new EndpointSettings(client.Endpoint?.OriginalString ?? "");
        var profile = environment.IsProduction() ? EndpointProfile.Production : EndpointProfile.Test;
        return new FraudSettings
        {
            Enabled = client.Enabled,
            AssessmentType = client.AssessmentType,
            Profile = profile,
            Test = profile == EndpointProfile.Test ? endpoint : new(),
            Production = profile == EndpointProfile.Production ? endpoint : new(),
            ClientId = client.ClientId ?? "",
            Credential = AsInstalled,
            WhenUnavailable = policy.WhenUnavailable,
            ApproveBelow = policy.ApproveBelow,
            HoldAtScore = policy.HoldAtScore,
            KeepAssessments = policy.KeepAssessments,
            ReviewHours = policy.ReviewTime is { } time ? (int)Math.Ceiling(time.TotalHours) : null,
            HoldDefaultAction = payments.Value.HoldDefaultAction,
            EventBodyDays = retention.EventBodyDays,
            AttemptDays = retention.AttemptDays,
            MailDays = retention.MailDays,
        };
    }

    /// <summary>What the start would refuse these settings for; one line a problem, none if all is well.</summary>
    public IReadOnlyList<string> Problems(FraudSettings values)
    {
        var development = environment.IsDevelopment();
        var (options, credential) = Client(values);
        var known = new DevelopmentCredentials { Authority = options.Authority?.OriginalString, ClientId = options.ClientId, ClientSecret = options.ClientSecret };
        return
        [
            .. factory.Problems(options, credential),
            .. Policy(values).Problems(development),
            .. Retention(values).Problems(development),
            .. known.Problems(development),
            .. values.Credential is CredentialChoice.Referenced { Name: var name } && !References.ContainsKey(name)
                ? [$"FraudProtection__References__{name} is not set, but the saved settings name it. Example: FraudProtection__References__{name}__ClientSecretFile=/run/secrets/fraud-protection"]
                : Array.Empty<string>(),
        ];
    }

    /// <summary>Client, token, breaker and policy, made together and new.</summary>
    public SettingsInForce Make(int version, FraudSettings values)
    {
        var (options, credential) = Client(values);
        var connection = new FraudConnection
        {
            Service = factory.Create(options, credential),
            Options = options,
            Policy = Policy(values),
            HoldDefaultAction = values.HoldDefaultAction,
        };
        return new SettingsInForce(version, values, connection, Retention(values));
    }

    // Bound anew each time: whatever the page does not settle keeps what the files say.
    private (FraudProtectionOptions Options, FraudProtectionCredential? Credential) Client(FraudSettings values)
    {
        var options = Section<FraudProtectionOptions>();
        options.Enabled = values.Enabled;
        options.AssessmentType = values.AssessmentType;
        options.Endpoint = Uri.TryCreate(values.Endpoint.Url, UriKind.RelativeOrAbsolute, out var url) && values.Endpoint.Url.Length > 0 ? url : null;
        if (values.Endpoint.EnvironmentId.Length > 0)
            options.EnvironmentId = values.Endpoint.EnvironmentId;
        if (values.Endpoint.Resource.Length > 0)
            options.Resource = values.Endpoint.Resource;
        if (!ClientIdIsFixed)
            options.ClientId = values.ClientId;
        return (options, Credential(values.Credential, options));
    }

    private FraudProtectionCredential? Credential(CredentialChoice choice, FraudProtectionOptions options)
    {
        if (choice is CredentialChoice.AsInstalled)
            return vault.Value.Item?.ToCredential(door);

        options.ClientSecret = options.ClientSecretFile = options.ClientCertificateFile = options.ClientCertificatePassword = null;
        return choice switch
        {
            CredentialChoice.InVault { Item: { } item } => item.ToCredential(door),
            CredentialChoice.Referenced { Name: var name } when References.TryGetValue(name, out var reference) => reference.Apply(options),
            _ => null,
        };
    }

    private FraudPolicyOptions Policy(FraudSettings values)
    {
        var policy = Section<FraudPolicyOptions>();
        policy.WhenUnavailable = values.WhenUnavailable;
        policy.ApproveBelow = values.ApproveBelow;
        policy.HoldAtScore = values.HoldAtScore;
        policy.KeepAssessments = values.KeepAssessments;
        policy.ReviewTime = values.ReviewHours is { } hours ? TimeSpan.FromHours(hours) : null;
        return policy;
    }

    private static RetentionOptions Retention(FraudSettings values) =>
        new() { EventBodyDays = values.EventBodyDays, AttemptDays = values.AttemptDays, MailDays = values.MailDays };

    private T Section<T>()
        where T : class, new() =>
        configuration.GetSection(typeof(T) == typeof(RetentionOptions) ? RetentionOptions.Section : FraudPolicyOptions.Section).Get<T>() ?? new T();
}
