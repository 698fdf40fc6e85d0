using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Storefront.FraudProtection.Http;
using Storefront.FraudProtection.Tokens;

namespace Storefront.FraudProtection;

/// <summary>Makes further clients while the program runs: for settings that are to be tried first, or that change without a restart.</summary>
/// <remarks>
/// Each client has its own token and circuit breaker. They share the way to the network that
/// <see cref="FraudProtectionExtensions.AddFraudProtection"/> set up, <see cref="FraudProtectionOptions.TrustedCertificateFile"/> included,
/// so there is nothing to dispose of: a client nobody uses any more is simply forgotten.
/// </remarks>
public sealed class FraudProtectionFactory
{
    private readonly string section;
    private readonly IHttpClientFactory clients;
    private readonly TimeProvider time;
    private readonly ILogger<FraudProtectionService> log;

    internal FraudProtectionFactory(string section, IHttpClientFactory clients, TimeProvider time, ILogger<FraudProtectionService> log) =>
        (this.section, this.clients, this.time, this.log) = (section, clients, time, log);

    /// <summary>What is wrong with settings, in the words of a refused start; empty if nothing is.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="credential">The credential, if it is not in the settings.</param>
    public IReadOnlyList<string> Problems(FraudProtectionOptions options, FraudProtectionCredential? credential = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. new FraudProtectionOptionsValidator(section, credential is not null).Validate(Options.DefaultName, options).Failures ?? []];
    }

    /// <summary>A client for these settings, which must not be changed afterwards.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="credential">The credential, if it is not in the settings. One given to <see cref="FraudProtectionBuilder"/> counts for the registered client only.</param>
    /// <exception cref="OptionsValidationException">The settings are wrong; see <see cref="Problems"/>.</exception>
    public FraudProtectionService Create(FraudProtectionOptions options, FraudProtectionCredential? credential = null) =>
        Problems(options, credential) is { Count: > 0 } problems
            ? throw new OptionsValidationException(section, typeof(FraudProtectionOptions), problems)
            : Create(options, credential?.Source ?? ClientCredential.From(options));

    internal FraudProtectionService Create(FraudProtectionOptions options, CredentialSource credential)
    {
        var tokens = new AccessTokenSource(options, credential, new MsalHttpClientFactory(clients), time, log);
        return new FraudProtectionService(options, new Delivery(options, clients, tokens, Resilience.Pipeline(options, time, log), time), time, log);
    }
}
