using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Checkout;

/// <summary>The limits of placing an order.</summary>
internal sealed class CheckoutOptions : ISettings
{
    public static string Section => "Checkout";

    /// <summary>How long the same call to a silent bank is repeated before whatever it may have done is undone.</summary>
    public TimeSpan BankPatience { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The time within which new attempts are counted: card testing runs into the limits below.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>New attempts with one card.</summary>
    public int AttemptsPerCard { get; set; } = 5;

    /// <summary>New attempts with one email address.</summary>
    public int AttemptsPerEmail { get; set; } = 10;

    /// <summary>New attempts to one delivery address.</summary>
    public int AttemptsPerAddress { get; set; } = 10;

    /// <summary>New attempts from one network address.</summary>
    public int AttemptsPerIp { get; set; } = 60;

    public IEnumerable<string> Problems(bool development)
    {
        if (Window <= TimeSpan.Zero || Window > TimeSpan.FromDays(1))
            yield return "Checkout__Window must be longer than nothing and at most a day. Example: Checkout__Window=00:10:00";
        if (BankPatience <= TimeSpan.Zero || BankPatience > TimeSpan.FromDays(1))
            yield return "Checkout__BankPatience must be longer than nothing and at most a day. Example: Checkout__BankPatience=00:15:00";
        foreach (var (name, value) in new[] { (nameof(AttemptsPerCard), AttemptsPerCard), (nameof(AttemptsPerEmail), AttemptsPerEmail), (nameof(AttemptsPerAddress), AttemptsPerAddress), (nameof(AttemptsPerIp), AttemptsPerIp) })
        {
            if (value is < 1 or > 100_000)
                yield return $"Checkout__{name} must be from 1 to 100000. Example: Checkout__{name}=10";
        }
    }
}
