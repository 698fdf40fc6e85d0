namespace Storefront.Bank;

/// <summary>The section <c>Bank</c>.</summary>
internal sealed class BankOptions
{
    public const string DevelopmentMerchantKey = "local-development-merchant-key";

    /// <summary>Where the bank listens, separated by semicolons; http only.</summary>
    public string Urls { get; set; } = "http://localhost:5092";

    /// <summary>How a shopper's browser reaches the bank; empty means: the address by which the shop called it.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>What the shop shows to be let in.</summary>
    public string MerchantKey { get; set; } = "";

    /// <summary>How long an authorization can be captured.</summary>
    public TimeSpan AuthorizationLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often one visit to the card page may be posted.</summary>
    public int CardTriesPerSession { get; set; } = 10;

    /// <summary>How many calls may hang on the card that never answers; more are turned away at once.</summary>
    public int MaximumHangingCalls { get; set; } = 100;

    /// <summary>Reads and checks the section. Whatever is wrong is said with the setting's name and an example.</summary>
    public static BankOptions Read(IConfigurationSection section, bool development)
    {
        var options = Bind(section);
        if (development && options.MerchantKey.Length == 0)
            options.MerchantKey = DevelopmentMerchantKey;

        return options.Problem(development) is { } problem ? throw new StartRefusedException(problem) : options;
    }

    private static BankOptions Bind(IConfigurationSection section)
    {
        try
        {
            return section.Get<BankOptions>() ?? new BankOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new StartRefusedException($"{e.Message} Examples: Bank__AuthorizationLifetime=7.00:00:00, Bank__CardTriesPerSession=10.", e);
        }
    }

    private string? Problem(bool development)
    {
        if (MerchantKey.Length == 0)
            return "Bank__MerchantKey is missing: the secret the shop shows to the bank. Set for example Bank__MerchantKey=$(openssl rand -hex 32), and the same as Payments__MerchantKey in the shop.";

        if (!development && MerchantKey == DevelopmentMerchantKey)
            return "Bank__MerchantKey is the development key, which is public. Set one of your own, for example Bank__MerchantKey=$(openssl rand -hex 32).";

        if (MerchantKey.Length < 16 || !MerchantKey.All(letter => letter is > ' ' and <= '~'))
            return "Bank__MerchantKey is shorter than 16 characters, or not printable ASCII without spaces. Set for example Bank__MerchantKey=$(openssl rand -hex 32).";

        if (PublicAddress is { } address && !(address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.PathAndQuery == "/"))
            return "Bank__PublicAddress must be an address without a path, for example Bank__PublicAddress=https://bank.example.com.";

        if (!development && PublicAddress is { Scheme: "http", IsLoopback: false })
            return "Bank__PublicAddress must be https: card numbers are typed there. Set for example Bank__PublicAddress=https://bank.example.com.";

        if (AuthorizationLifetime < TimeSpan.FromMinutes(1) || AuthorizationLifetime > TimeSpan.FromDays(30))
            return "Bank__AuthorizationLifetime must lie between one minute and 30 days, for example Bank__AuthorizationLifetime=7.00:00:00.";

        if (CardTriesPerSession is < 1 or > 100)
            return "Bank__CardTriesPerSession must lie between 1 and 100, for example Bank__CardTriesPerSession=10.";

        return MaximumHangingCalls is < 1 or > 10_000
            ? "Bank__MaximumHangingCalls must lie between 1 and 10000, for example Bank__MaximumHangingCalls=100."
            : null;
    }
}
