using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.Access;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules.Lists;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Configuration;

/// <summary>What goes along only when it is asked for: it is about people, or about secrets.</summary>
internal sealed record ConfigChoice(bool SupportLists, bool Hashes);

/// <summary>Writes the whole configuration into a folder. What has not changed is written byte for byte as before.</summary>
internal sealed class ConfigExport(ActiveRules rules, ListFolder lists, AccessTables access, FraudServerSettings settings, TimeProvider time)
{
    public void Write(ConfigFolder folder, ConfigChoice choice)
    {
        folder.WriteJson(ConfigFolder.Settings, SettingsPart.Of(settings));
        folder.WriteJson(ConfigFolder.Environments, Ordered([.. access.Environments()]));
        WriteRules(folder);
        var credentials = access.Credentials().ToDictionary(FileOf, StringComparer.Ordinal);
        foreach (var (file, credential) in credentials)
            folder.WriteJson(file, Part(credential, choice));
        folder.Keep(ConfigFolder.Credentials, ".json", credentials.Keys);
        WriteLists(folder, choice);
    }

    public static string FileOf(StoredCredential credential) => $"{ConfigFolder.Credentials}/{credential.Tenant}_{credential.ClientId}.json";

    private void WriteRules(ConfigFolder folder)
    {
        var written = new List<string>();
        foreach (var own in rules.InForce.All)
        {
            var file = own.EnvironmentId.Length == 0 ? ConfigFolder.Rules : $"{ConfigFolder.RulesOf}/{own.EnvironmentId}.fql";
            folder.Write(file, own.Book.Text);
            written.Add(file);
        }

        folder.Keep(ConfigFolder.RulesOf, ".fql", written);
    }

    private void WriteLists(ConfigFolder folder, ConfigChoice choice)
    {
        var custom = lists.Lists.CustomNames.ToDictionary(name => $"{ConfigFolder.Lists}/{name}.csv", name => lists.FileOf(name, isSupport: false), StringComparer.Ordinal);
        var support = !choice.SupportLists ? [] : SupportList.Names.Where(name => File.Exists(lists.FileOf(name, isSupport: true)))
            .ToDictionary(name => $"{ConfigFolder.SupportLists}/{name}.csv", name => lists.FileOf(name, isSupport: true), StringComparer.Ordinal);
        foreach (var (file, path) in custom.Concat(support))
            folder.Write(file, File.ReadAllText(path));
        folder.Keep(ConfigFolder.Lists, ".csv", custom.Keys);
        folder.Keep(ConfigFolder.SupportLists, ".csv", support.Keys);
    }

    // Parents first, then by ID.
    private static List<EnvironmentPart> Ordered(List<StoredEnvironment> stored)
    {
        int Depth(StoredEnvironment environment) => environment.Parent is { } parent && stored.Find(e => e.Id.Equals(parent, StringComparison.OrdinalIgnoreCase)) is { } above ? Depth(above) + 1 : 0;
        return [.. stored.OrderBy(Depth).ThenBy(e => e.Id, StringComparer.Ordinal).Select(e => new EnvironmentPart(e.Id, e.ApiId, e.Name, e.Parent))];
    }

    private CredentialPart Part(StoredCredential stored, ConfigChoice choice)
    {
        List<KeyPart> Keys(string kind) => [.. stored.Keys.Where(key => key.Kind == kind && key.IsGood(time.GetUtcNow())).Select(key => new KeyPart(key.Value, key.Note, key.Ends))];
        return new()
        {
            Name = stored.Name,
            Tenant = stored.Tenant,
            ClientId = stored.ClientId,
            Resource = stored.Resource,
            Environments = stored.Environments,
            Roles = stored.Roles,
            Revoked = stored.IsRevoked,
            Certificates = Keys(StoredKey.Certificate),
            SecretHashes = choice.Hashes ? Keys(StoredKey.Secret) : null,
        };
    }
}
