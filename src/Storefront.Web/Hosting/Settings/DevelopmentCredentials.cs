namespace Storefront.Web.Hosting.Settings;

/// <summary>The credentials everybody knows, because they are in the repository. Outside Development they are refused.</summary>
internal sealed class DevelopmentCredentials : ISettings
{
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private const string Client = "22222222-2222-2222-2222-222222222222";
    private const string Secret = "local-development-secret";
    private const string Refused = "which is refused outside Development. Example: ";

    public static string Section => "FraudProtection";

    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    public IEnumerable<string> Problems(bool development)
    {
        if (development)
            yield break;
        if (Authority?.Contains(Tenant, StringComparison.OrdinalIgnoreCase) == true)
            yield return "FraudProtection__Authority names the development tenant, " + Refused + "FraudProtection__Authority=https://login.microsoftonline.com/YOUR-TENANT";
        if (string.Equals(ClientId, Client, StringComparison.OrdinalIgnoreCase))
            yield return "FraudProtection__ClientId is the development client, " + Refused + "FraudProtection__ClientId=YOUR-APPLICATION-ID";
        if (ClientSecret == Secret)
            yield return "FraudProtection__ClientSecret is the development secret, " + Refused + "FraudProtection__ClientSecretFile=/run/secrets/fraud-protection";
    }
}
