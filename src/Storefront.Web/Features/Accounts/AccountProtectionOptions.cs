using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Accounts;

internal enum AccountProtectionMode
{
    /// <summary>Nothing about accounts is asked or told.</summary>
    Off,

    /// <summary>Asked and told; the answer changes nothing.</summary>
    Evaluate,

    /// <summary>The answer decides.</summary>
    Protect,
}

/// <summary>Whether Fraud Protection is asked about sign-ups and sign-ins.</summary>
internal sealed class AccountProtectionOptions : ISettings
{
    public static string Section => "AccountProtection";

    /// <summary>Off: nothing is asked. Evaluate: asked, and the answer changes nothing. Protect: the answer decides.</summary>
    public AccountProtectionMode Mode { get; set; } = AccountProtectionMode.Off;

    /// <summary>How long a mailed code can be entered.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a wrong code can be entered before a new one is needed.</summary>
    public int CodeTries { get; set; } = 5;

    public IEnumerable<string> Problems(bool development)
    {
        if (!Enum.IsDefined(Mode))
            yield return "AccountProtection__Mode must be Off, Evaluate or Protect. Example: AccountProtection__Mode=Evaluate";
        if (CodeLifetime < TimeSpan.FromMinutes(1) || CodeLifetime > TimeSpan.FromHours(1))
            yield return "AccountProtection__CodeLifetime must be from a minute to an hour. Example: AccountProtection__CodeLifetime=00:10:00";
        if (CodeTries is < 1 or > 10)
            yield return "AccountProtection__CodeTries must be from 1 to 10. Example: AccountProtection__CodeTries=5";
    }
}
