using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Storefront.Web.Payments;

public static class PaymentRegistration
{
    /// <summary>Registers the settings of <c>Payments</c> and, unless a provider of your own is there already, the pretend bank as <see cref="IPaymentProvider"/>.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var ownProvider = services.Any(service => service.ServiceType == typeof(IPaymentProvider));
        var rules = new PaymentOptionsRules(environment, ownProvider);
        services.AddOptions<PaymentOptions>().Bind(configuration.GetSection(PaymentOptions.Section)).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<PaymentOptions>>(rules);
        services.AddSingleton<IValidateOptions<PaymentOptions>>(rules);
        if (ownProvider)
            return services;

        services.AddHttpClient<IPaymentProvider, PretendBank>((provider, http) =>
            {
                var options = provider.GetRequiredService<IOptions<PaymentOptions>>().Value;
                http.BaseAddress = options.BankAddress;
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.MerchantKey);
                http.Timeout = PretendBank.LongestWait;
                http.MaxResponseContentBufferSize = 64 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = provider.GetRequiredService<IOptions<PaymentOptions>>().Value.BankAddress is { IsLoopback: false }, // a proxy cannot reach this machine's loopback
                ConnectTimeout = PretendBank.LongestWait,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        return services;
    }
}
