using System.Net.Mail;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Shared;

/// <summary>What is the same on every page of the shop.</summary>
internal sealed class ShopOptions : ISettings
{
    private const string DevelopmentContact = "help@kettlewend.example";

    public static string Section => "Shop";

    /// <summary>The one currency of all prices: an ISO 4217 code with at most two decimals.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>Where shoppers write to. Development has one; elsewhere it must be set.</summary>
    public string ContactEmail { get; set; } = "";

    public string Contact => ContactEmail.Length > 0 ? ContactEmail : DevelopmentContact;

    public IEnumerable<string> Problems(bool development)
    {
        if (Pricing.Currency.Find(Currency) is null)
            yield return $"Shop__Currency is '{Currency}'. It must be an ISO 4217 code with at most two decimals. Example: Shop__Currency=USD";
        if (ContactEmail.Length == 0 && !development)
            yield return "Shop__ContactEmail is missing: pages and mails tell shoppers to write to it. Example: Shop__ContactEmail=help@shop.example";
        else if (!MailAddress.TryCreate(Contact, out _))
            yield return $"Shop__ContactEmail is '{ContactEmail}'. It must be a mail address. Example: Shop__ContactEmail=help@shop.example";
    }
}
