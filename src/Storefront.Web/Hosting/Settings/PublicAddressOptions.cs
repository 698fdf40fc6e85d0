namespace Storefront.Web.Hosting.Settings;

/// <summary>Where shoppers reach the shop, as far as the shop cannot know by itself.</summary>
internal sealed class PublicAddressOptions : ISettings
{
    public static string Section => "Shop";

    /// <summary>Links in mails begin with it. In Development, the first address the shop listens on.</summary>
    public Uri? PublicAddress { get; set; }

    public IEnumerable<string> Problems(bool development)
    {
        if (PublicAddress is null && !development)
            yield return "Shop__PublicAddress is missing: links in mails begin with it. Example: Shop__PublicAddress=https://shop.example";
        else if (PublicAddress is { } address && !(address.IsAbsoluteUri && address.Scheme is "http" or "https"))
            yield return $"Shop__PublicAddress is '{address}'. It must be an http or https address. Example: Shop__PublicAddress=https://shop.example";
    }
}
