using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Storefront.Web.Payments;

public static class PaymentRegistration
{
    /// <summary>Registers <see cref="IPaymentProvider"/>, behind it the pretend bank, with the settings of <c>Payments</c>.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var rules = new PaymentOptionsRules(environment);
        services.AddOptions<PaymentOptions>().Bind(configuration.GetSection(PaymentOptions.Section)).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<PaymentOptions>>(rules);
        services.AddSingleton<IValidateOptions<PaymentOptions>>(rules);

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
