using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Storefront.FraudProtection.Http;
using Storefront.FraudProtection.Tokens;

namespace Storefront.FraudProtection;

/// <summary>The one registration a program needs.</summary>
public static class FraudProtectionExtensions
{
    /// <summary>
    /// The named <see cref="HttpClient"/> events are sent with. For what else goes to the same host and needs the same trust
    /// (<see cref="FraudProtectionOptions.TrustedCertificateFile"/>), such as the fingerprinting script; it has no time-out of its own.
    /// </summary>
    public const string HttpClientName = Delivery.Client;

    /// <summary>Adds <see cref="FraudProtectionService"/>. Wrong settings stop the start of the host.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="settings">The section holding <see cref="FraudProtectionOptions"/>; keys it does not know are ignored.</param>
    /// <param name="configure">Credentials kept elsewhere, and HTTP handlers.</param>
    public static IServiceCollection AddFraudProtection(this IServiceCollection services, IConfigurationSection settings, Action<FraudProtectionBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(settings);
        var builder = new FraudProtectionBuilder();
        configure?.Invoke(builder);

        services.AddOptions<FraudProtectionOptions>().Configure(options => Bind(settings, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FraudProtectionOptions>>(new FraudProtectionOptionsValidator(settings.Path, builder.Credential is not null));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new TrustedCertificate(provider.GetRequiredService<IOptions<FraudProtectionOptions>>().Value.TrustedCertificateFile));
        services.AddSingleton(provider => new FraudProtectionFactory(
            settings.Path, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FraudProtectionService>>()));
        services.AddSingleton(provider => Service(provider, builder));
        foreach (var name in new[] { Delivery.Client, MsalHttpClientFactory.Client })
            AddClient(services, name, builder);

        return services;
    }

    private static void AddClient(IServiceCollection services, string name, FraudProtectionBuilder builder)
    {
        var client = services.AddHttpClient(name, http =>
            {
                http.Timeout = Timeout.InfiniteTimeSpan;       // the pipeline keeps the time
                http.MaxResponseContentBufferSize = 4 * 1024 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<TrustedCertificate>().Handler())
            .RemoveAllLoggers();                               // one line for each call is ours
        builder.Configure(client);
    }

    private static FraudProtectionService Service(IServiceProvider provider, FraudProtectionBuilder builder)
    {
        var options = provider.GetRequiredService<IOptions<FraudProtectionOptions>>().Value;
        return provider.GetRequiredService<FraudProtectionFactory>().Create(options, builder.Credential?.Invoke(provider) ?? ClientCredential.From(options));
    }

    private static void Bind(IConfigurationSection settings, FraudProtectionOptions options)
    {
        try
        {
            settings.Bind(options);
        }
        catch (InvalidOperationException e)                    // names the key and what was found there, but not what is expected
        {
            throw new OptionsValidationException(settings.Path, typeof(FraudProtectionOptions),
                [$"{e.Message} Times are written 00:00:02, switches true or false, AssessmentType Evaluate or Protect, addresses https://host/path."]);
        }
    }
}
