using Storefront.FraudServer.Tracing;

namespace Storefront.FraudServer.Settings;

/// <summary>Reads the settings once, at start, and refuses what could not work: with the key and an example.</summary>
internal static class SettingsCheck
{
    private const int MostOfFirstVersion = 3;
    private const int MostOfSecondVersion = 16;

    /// <param name="configuration">The root; only the section FraudServer is read.</param>
    /// <param name="environment">Development, Production…</param>
    /// <param name="urls">Addresses that win over the setting.</param>
    public static FraudServerSettings Read(IConfiguration configuration, string environment, string? urls)
    {
        var settings = Bind(configuration);
        settings.Urls = urls ?? settings.Urls;
        if (Problems(settings, environment).ToList() is { Count: > 0 } problems)
            throw new StartException(string.Join(Environment.NewLine, problems));
        return settings;
    }

    /// <summary>The settings as they are written, wrong or not.</summary>
    public static FraudServerSettings Bind(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(FraudServerSettings.Section).Get<FraudServerSettings>() ?? new();
        }
        catch (InvalidOperationException e) // the binder names the key and the value it could not read
        {
            throw new StartException($"{e.Message} {e.InnerException?.Message}".TrimEnd(), e);
        }
    }

    public static IEnumerable<string> Problems(FraudServerSettings settings, string environment)
    {
        foreach (var url in Addresses(settings.Urls).Where(url => !IsAddress(url)))
            yield return $"FraudServer:Urls holds '{url}'; give http or https addresses with a port, for example {FraudServerSettings.DefaultUrls}";
        if (!Addresses(settings.Urls).Any())
            yield return $"FraudServer:Urls is empty, for example {FraudServerSettings.DefaultUrls}";
        if (!settings.Issuer.Contains("{tenant}", StringComparison.Ordinal)
            || !Uri.TryCreate(settings.Issuer.Replace("{tenant}", "t", StringComparison.Ordinal), UriKind.Absolute, out var issuer)
            || issuer.Scheme != Uri.UriSchemeHttps)
            yield return $"FraudServer:Issuer must be an https address that contains {{tenant}}, for example {FraudServerSettings.DefaultIssuer}";
        if (settings.OtlpEndpoint is { } collector && !(collector.IsAbsoluteUri && collector.Scheme is "http" or "https"))
            yield return $"FraudServer:OtlpEndpoint is '{collector}'; give an http or https address, for example FraudServer__OtlpEndpoint=http://localhost:4318";
        if (settings.RequestsPerSecond < 0)
            yield return "FraudServer:RequestsPerSecond must be 0 (no limit) or more, for example 200";
        foreach (var (name, days) in Days(settings.Retention).Where(setting => setting.Days is < 0 or > RetentionSettings.Longest))
            yield return $"FraudServer:Retention:{name} is {days}; give days from 1 to {RetentionSettings.Longest}, or 0 to keep it for good, for example FraudServer__Retention__{name}=395";

        foreach (var name in settings.Tracing.Names.Except(TraceName.All, StringComparer.Ordinal))
            yield return $"FraudServer:Tracing:Names holds '{name}'; there are {string.Join(", ", TraceName.All)}, for example FraudServer__Tracing__Names__0={TraceName.Rule}";

        foreach (var problem in EnvironmentProblems(settings.Environments).Concat(AssessmentProblems(settings.Assessments)).Concat(settings.Database.Problems()).Concat(settings.Fingerprinting.Problems()).Concat(settings.Cases.Problems(settings.Queues)).Concat(settings.Webhook.Problems()).Concat(settings.Tracing.Webhook.Problems()).Concat(ExternalCallCheck.Problems(settings.ExternalCalls)).Concat(settings.Credentials.SelectMany(
            (credential, i) => CredentialProblems(credential, $"FraudServer:Credentials:{i}", environment))))
            yield return problem;
        foreach (var twice in settings.Credentials.GroupBy(c => (c.Tenant, c.ClientId)).Where(g => g.Count() > 1))
            yield return $"FraudServer:Credentials names client '{twice.Key.ClientId}' twice; list every client once";
    }

    private static IEnumerable<(string Name, int Days)> Days(RetentionSettings retention) =>
    [
        (nameof(retention.EventDays), retention.EventDays), (nameof(retention.ObservationDays), retention.ObservationDays),
        (nameof(retention.FingerprintDays), retention.FingerprintDays), (nameof(retention.ActivityDays), retention.ActivityDays),
        (nameof(retention.ShadowDays), retention.ShadowDays), (nameof(retention.CounterDays), retention.CounterDays),
        (nameof(retention.TraceDays), retention.TraceDays),
    ];

    private static IEnumerable<string> EnvironmentProblems(List<EnvironmentSettings> environments)
    {
        for (var i = 0; i < environments.Count; i++)
        {
            var parents = environments.Take(i).Select(e => e.Id).ToList();
            if (environments[i].Id.Length == 0)
                yield return $"FraudServer:Environments:{i}:Id is missing, for example 8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21";
            if (parents.Contains(environments[i].Id, StringComparer.OrdinalIgnoreCase))
                yield return $"FraudServer:Environments:{i}:Id '{environments[i].Id}' is there twice; every environment needs an ID of its own";
            if (environments[i].Parent is { } parent && !parents.Contains(parent, StringComparer.OrdinalIgnoreCase))
                yield return $"FraudServer:Environments:{i}:Parent '{parent}' is not the ID of an environment listed before it";
        }
    }

    private static IEnumerable<string> AssessmentProblems(List<AssessmentSettings> assessments)
    {
        for (var i = 0; i < assessments.Count; i++)
        {
            var (assessment, key) = (assessments[i], $"FraudServer:Assessments:{i}");
            if (assessment.ApiName.Length == 0 || !assessment.ApiName.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
                yield return $"{key}:ApiName is '{assessment.ApiName}'; give letters, digits, - and _, for example redeemPoints";
            if (assessments.Take(i).Any(a => a.ApiName == assessment.ApiName))
                yield return $"{key}:ApiName '{assessment.ApiName}' is there twice; every assessment needs a name of its own";
            if (assessment.Version is not (1 or 2))
                yield return $"{key}:Version is {assessment.Version}; 1 and 2 exist";
            if (assessment.RulesFile.Length == 0)
                yield return $"{key}:RulesFile is missing, for example FraudServer__Assessments__{i}__RulesFile=redeem-points.fql";
        }

        if (assessments.Count(a => a.Version == 1) > MostOfFirstVersion)
            yield return $"FraudServer:Assessments holds more than {MostOfFirstVersion} of version 1; make the others version 2";
        if (assessments.Count(a => a.Version == 2) > MostOfSecondVersion)
            yield return $"FraudServer:Assessments holds more than {MostOfSecondVersion} of version 2";
    }

    private static IEnumerable<string> CredentialProblems(CredentialSettings credential, string key, string environment)
    {
        if (credential.Tenant.Length == 0)
            yield return $"{key}:Tenant is missing, for example 3f0c1a52-6b1d-4e0e-9a57-0c2d1b7e4f10";
        if (credential.ClientId.Length == 0)
            yield return $"{key}:ClientId is missing, for example b7d0a6c4-2f58-4a1e-8c39-6e1d94f0a273";
        if (credential.Resource.Length == 0)
            yield return $"{key}:Resource is missing, for example https://api.dfp.example";
        if (credential.Environments.Count == 0)
            yield return $"{key}:Environments:0 is missing, for example 8d1f7f2e-40c3-4c6a-9f2b-5a1f0f3e7c21";
        if (credential is { SecretHash: null, SecretFile: null, CertificateFile: null })
            yield return $"{key} needs SecretHash (from the command hash-secret), SecretFile or CertificateFile, for example {key}:SecretFile=/run/secrets/fraud-client";
        if (credential is { SecretHash: not null, SecretFile: not null })
            yield return $"{key} has SecretHash and SecretFile; keep one of them";
        foreach (var (name, hash) in new[] { ("SecretHash", credential.SecretHash), ("PreviousSecretHash", credential.PreviousSecretHash) })
            if (hash is not null && !Tokens.SecretHash.IsWellFormed(hash))
                yield return $"{key}:{name} is not what the command hash-secret prints, for example pbkdf2-sha256$100000$…$…";
        if (credential is { PreviousSecretHash: not null, SecretHash: null, SecretFile: null })
            yield return $"{key}:PreviousSecretHash stands beside no new secret; give SecretHash (from the command hash-secret) or SecretFile";
        foreach (var (name, file) in new[] { ("SecretFile", credential.SecretFile), ("CertificateFile", credential.CertificateFile) })
            if (file is not null && !File.Exists(file))
                yield return $"{key}:{name} names '{file}', which is not there, for example /run/secrets/fraud-client";
        if (environment != Microsoft.Extensions.Hosting.Environments.Development && Tokens.DevelopmentCredential.Resembles(credential))
            yield return $"{key} is the development credential, which everybody knows; it is refused outside Development. Make one of your own, for example {key}:ClientId=b7d0a6c4-2f58-4a1e-8c39-6e1d94f0a273";
    }

    internal static IEnumerable<string> Addresses(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", PathBase.Length: 0 };
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return false;
        }
    }
}
