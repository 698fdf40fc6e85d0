namespace Storefront.Web.Hosting.Settings;

/// <summary>How long the shop remembers what it does not need for an order, in days.</summary>
internal sealed class RetentionOptions : ISettings
{
    public static string Section => "Retention";

    /// <summary>Bodies of delivered events.</summary>
    public int EventBodyDays { get; set; } = 30;

    /// <summary>Attempts that became no order, and their checkouts.</summary>
    public int AttemptDays { get; set; } = 90;

    /// <summary>The words of mails.</summary>
    public int MailDays { get; set; } = 90;

    public IEnumerable<string> Problems(bool development)
    {
        foreach (var (name, days, example) in new[] { (nameof(EventBodyDays), EventBodyDays, 30), (nameof(AttemptDays), AttemptDays, 90), (nameof(MailDays), MailDays, 90) })
        {
            if (days is < 1 or > 3650)
                yield return $"Retention__{name} must be from 1 to 3650 days. Example: Retention__{name}={example}";
        }
    }
}
