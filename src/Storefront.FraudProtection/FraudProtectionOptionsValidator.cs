using Microsoft.Extensions.Options;

namespace Storefront.FraudProtection;

/// <summary>Says which setting is wrong, by its key, and how a right one looks.</summary>
internal sealed class FraudProtectionOptionsValidator(string section, bool hasCredentialInCode) : IValidateOptions<FraudProtectionOptions>
{
    private const string Credentials = "ClientSecret, ClientSecretFile, ClientCertificateFile or a credential given in code";

    public ValidateOptionsResult Validate(string? name, FraudProtectionOptions options)
    {
        if (!options.Enabled)
            return ValidateOptionsResult.Success;

        var mistakes = Addresses(options).Concat(Credential(options)).Concat(Times(options)).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private IEnumerable<string> Addresses(FraudProtectionOptions options)
    {
        if (options.Endpoint is null)
            yield return Missing(nameof(options.Endpoint), "https://TENANT.api.dfp.dynamics.com");
        else if (!IsWeb(options.Endpoint) || (options.Endpoint.Scheme == Uri.UriSchemeHttp && !options.Endpoint.IsLoopback))
            yield return Wrong(nameof(options.Endpoint), $"'{options.Endpoint}' must be an absolute https address (http only for this machine)", "https://TENANT.api.dfp.dynamics.com");

        if (options.Authority is null)
            yield return Missing(nameof(options.Authority), "https://login.microsoftonline.com/TENANT-ID");
        else if (!IsWeb(options.Authority) || options.Authority.Scheme != Uri.UriSchemeHttps || options.Authority.AbsolutePath.Trim('/').Length == 0)
            yield return Wrong(nameof(options.Authority), $"'{options.Authority}' must be an https address that ends with the tenant", "https://login.microsoftonline.com/TENANT-ID");

        if (string.IsNullOrWhiteSpace(options.Resource))
            yield return Missing(nameof(options.Resource), "https://api.dfp.dynamics.com");
        if (string.IsNullOrWhiteSpace(options.ClientId))
            yield return Missing(nameof(options.ClientId), "22222222-2222-2222-2222-222222222222");
        if (string.IsNullOrWhiteSpace(options.EnvironmentId))
            yield return Missing(nameof(options.EnvironmentId), "33333333-3333-3333-3333-333333333333");
    }

    private IEnumerable<string> Credential(FraudProtectionOptions options)
    {
        var given = new[] { options.ClientSecret, options.ClientSecretFile, options.ClientCertificateFile }.Count(value => !string.IsNullOrWhiteSpace(value));
        given += hasCredentialInCode ? 1 : 0;
        if (given != 1)
            yield return $"{section}: {(given == 0 ? "no credential is set" : "more than one credential is set")}. Set exactly one of {Credentials}, for example {Environment("ClientSecretFile", "/run/secrets/fraud-protection")}.";
    }

    private IEnumerable<string> Times(FraudProtectionOptions options)
    {
        if (!Enum.IsDefined(options.AssessmentType))
            yield return Wrong(nameof(options.AssessmentType), "it must be Evaluate or Protect", "Evaluate");
        if (options.Timeout < TimeSpan.FromMilliseconds(100) || options.Timeout > TimeSpan.FromMinutes(1))
            yield return Wrong(nameof(options.Timeout), "it must be from 100 ms to 1 minute", "00:00:02");
        if (options.AttemptTimeout is { } attempt && (attempt < TimeSpan.FromMilliseconds(10) || attempt >= options.Timeout))
            yield return Wrong(nameof(options.AttemptTimeout), "it must be at least 10 ms and shorter than Timeout", "00:00:01.5");
        if (options.MaxRetries is < 0 or > 5)
            yield return Wrong(nameof(options.MaxRetries), "it must be from 0 to 5", "2");
        if (options.RetryDelay < TimeSpan.Zero || options.RetryDelay > TimeSpan.FromSeconds(10))
            yield return Wrong(nameof(options.RetryDelay), "it must be from 0 to 10 s", "00:00:00.1");
        if (options.BreakerThroughput is < 2 or > 10_000)
            yield return Wrong(nameof(options.BreakerThroughput), "it must be from 2 to 10000", "10");
        if (options.BreakerWindow < TimeSpan.FromSeconds(1) || options.BreakerWindow > TimeSpan.FromMinutes(10))
            yield return Wrong(nameof(options.BreakerWindow), "it must be from 1 s to 10 minutes", "00:00:30");
        if (options.BreakerPause < TimeSpan.FromMilliseconds(500) || options.BreakerPause > TimeSpan.FromMinutes(10))
            yield return Wrong(nameof(options.BreakerPause), "it must be from 500 ms to 10 minutes", "00:00:05");
    }

    private static bool IsWeb(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private string Missing(string key, string example) => $"{section}:{key} is missing. Set it, for example {Environment(key, example)}.";

    private string Wrong(string key, string why, string example) => $"{section}:{key} is wrong: {why}. For example {Environment(key, example)}.";

    private string Environment(string key, string value) => $"{section.Replace(":", "__", StringComparison.Ordinal)}__{key}={value}";
}
