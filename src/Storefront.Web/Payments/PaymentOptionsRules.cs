using Microsoft.Extensions.Options;

namespace Storefront.Web.Payments;

/// <summary>Stops the start over a missing or wrong setting, with its name and what to do.</summary>
internal sealed class PaymentOptionsRules(IHostEnvironment environment, bool ownProvider = false) : IPostConfigureOptions<PaymentOptions>, IValidateOptions<PaymentOptions>
{
    private const string KeyExample = "Set for example Payments__MerchantKey=$(openssl rand -hex 32), and the same as Bank__MerchantKey at the bank.";

    public void PostConfigure(string? name, PaymentOptions options)
    {
        if (!environment.IsDevelopment())
            return;

        options.BankAddress ??= new Uri("http://localhost:5092");
        options.AllowPretendBank = true;
        if (options.MerchantKey.Length == 0)
            options.MerchantKey = PaymentOptions.DevelopmentMerchantKey;
    }

    public ValidateOptionsResult Validate(string? name, PaymentOptions options)
    {
        var problems = (ownProvider ? [] : PretendBankProblems(options)).Concat(Problems(options)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> PretendBankProblems(PaymentOptions options)
    {
        if (!options.AllowPretendBank)
            yield return "Payments__AllowPretendBank is not true, and the only payment provider here is the pretend bank, which moves no money. Set Payments__AllowPretendBank=true to use it, or register your own IPaymentProvider.";

        if (options.BankAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https" } address)
            yield return "Payments__BankAddress is missing or not an http address. Set for example Payments__BankAddress=https://bank.example.com.";
        else if (address is { Scheme: "http", IsLoopback: false })
            yield return "Payments__BankAddress must be https unless the bank is on this machine: the merchant key and card tokens travel there. Set for example Payments__BankAddress=https://bank.example.com.";

        if (options.MerchantKey.Length == 0)
            yield return "Payments__MerchantKey is missing. " + KeyExample;
        else if (options.MerchantKey == PaymentOptions.DevelopmentMerchantKey && !environment.IsDevelopment())
            yield return "Payments__MerchantKey is the development key, which is public. " + KeyExample;
        else if (!options.MerchantKey.All(letter => letter is > ' ' and <= '~'))
            yield return "Payments__MerchantKey must be printable ASCII without spaces: it travels in a header. " + KeyExample;
    }

    private static IEnumerable<string> Problems(PaymentOptions options)
    {
        if (options.AuthorizationLifetime < TimeSpan.FromSeconds(1) || options.AuthorizationLifetime > TimeSpan.FromDays(30))
            yield return "Payments__AuthorizationLifetime must lie between one second and 30 days. Set for example Payments__AuthorizationLifetime=7.00:00:00.";

        if (!Enum.IsDefined(options.HoldDefaultAction))
            yield return "Payments__HoldDefaultAction must be Cancel or Capture. Set for example Payments__HoldDefaultAction=Cancel.";
    }
}
