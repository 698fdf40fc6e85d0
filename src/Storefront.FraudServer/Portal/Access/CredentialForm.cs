using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Portal.Access;

/// <summary>Reads and checks what an operator says of a client.</summary>
internal static class CredentialForm
{
    public const int LongestName = 93;
    public const int LongestId = 100;
    public const int ShortestSecret = 12;
    public const int LongestSecret = 256;

    public static CredentialFacts Read(Form form, bool development)
    {
        var facts = new CredentialFacts(
            form["name"], Credentials.Normal(form["tenant"]), form["clientId"], form["resource"], Lines(form["environments"]),
            [.. new[] { Credentials.EventRole, Credentials.ProvisioningRole }.Where(role => form[role] == "1")]);
        form.Refuse("name", facts.Name.Length is 0 or > LongestName ? $"Give a name of at most {LongestName} characters, for example Web shop." : null);
        form.Refuse("tenant", Id(facts.Tenant) ? null : "Give the tenant as the merchant has it: letters, digits, dots and hyphens.");
        form.Refuse("clientId", Id(facts.ClientId) ? null : "Give the client ID as the merchant has it: letters, digits, dots and hyphens.");
        form.Refuse("resource", facts.Resource.Length is > 0 and <= 200 && facts.Resource.All(c => c is > ' ' and <= '~') ? null : "Give the resource without /.default, for example https://api.dfp.example.");
        form.Refuse("environments", facts.Environments.Count is > 0 and <= 50 && facts.Environments.All(Id) ? null : "Give at least one environment ID, each on a line of its own.");
        form.Refuse(Credentials.EventRole, facts.Roles.Count > 0 ? null : "Choose at least one role.");
        if (!development && (facts.Tenant == DevelopmentCredential.Tenant || facts.ClientId == DevelopmentCredential.ClientId))
            form.Refuse("clientId", "This is the development credential, which everybody knows. Outside Development another one is needed.");
        return facts;
    }

    public static string? SecretProblem(string secret, bool development) =>
        secret.Length is < ShortestSecret or > LongestSecret ? $"A secret has {ShortestSecret} to {LongestSecret} characters."
        : !development && secret == DevelopmentCredential.Secret ? "This is the development secret, which everybody knows."
        : null;

    public static bool Id(string id) => id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');

    private static string[] Lines(string text) =>
        [.. text.Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
}
