using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Accounts;

/// <summary>The limits of signing in, and what is asked of staff.</summary>
internal sealed class AccountOptions : ISettings
{
    public static string Section => "Accounts";

    /// <summary>Wrong passwords, one after another, that close an account for a while.</summary>
    public int TriesBeforeLockout { get; set; } = 5;

    /// <summary>How long the account then stays closed.</summary>
    public TimeSpan Lockout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The time within which the tries below are counted.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Tries to sign in to one address, right or wrong, from anywhere.</summary>
    public int TriesPerEmail { get; set; } = 20;

    /// <summary>Tries from one network address, to whichever account.</summary>
    public int TriesPerIp { get; set; } = 100;

    /// <summary>How long somebody who asked for it stays signed in without coming back.</summary>
    public TimeSpan StaySignedIn { get; set; } = TimeSpan.FromDays(14);

    /// <summary>When somebody signs in anew whatever happened meanwhile.</summary>
    public TimeSpan LongestSession { get; set; } = TimeSpan.FromDays(30);

    /// <summary>True: the back office opens only to accounts with two-step sign-in.</summary>
    public bool StaffNeedTwoFactor { get; set; }

    public IEnumerable<string> Problems(bool development)
    {
        foreach (var (name, value) in new[] { (nameof(Lockout), Lockout), (nameof(Window), Window) })
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
                yield return $"Accounts__{name} must be longer than nothing and at most a day. Example: Accounts__{name}=00:10:00";
        }

        if (StaySignedIn < TimeSpan.FromMinutes(5) || StaySignedIn > TimeSpan.FromDays(90))
            yield return "Accounts__StaySignedIn must be from five minutes to 90 days. Example: Accounts__StaySignedIn=14.00:00:00";
        if (LongestSession < StaySignedIn || LongestSession > TimeSpan.FromDays(365))
            yield return "Accounts__LongestSession must be at least as long as Accounts__StaySignedIn and at most a year. Example: Accounts__LongestSession=30.00:00:00";
        foreach (var (name, value) in new[] { (nameof(TriesBeforeLockout), TriesBeforeLockout), (nameof(TriesPerEmail), TriesPerEmail), (nameof(TriesPerIp), TriesPerIp) })
        {
            if (value is < 1 or > 100_000)
                yield return $"Accounts__{name} must be from 1 to 100000. Example: Accounts__{name}=20";
        }
    }
}
