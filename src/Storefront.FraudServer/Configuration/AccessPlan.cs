using System.Security.Cryptography.X509Certificates;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal;
using Storefront.FraudServer.Portal.Access;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Configuration;

/// <summary>Reads the environments and clients of a folder.</summary>
internal sealed class AccessPlan(AccessTables tables, MerchantEnvironments environments, Credentials credentials, IHostEnvironment surroundings)
{
    private readonly HashSet<string> _brought = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ID of an environment that is here or comes along; null when there is none.</summary>
    public string? EnvironmentNamed(string id) => _brought.TryGetValue(id, out var brought) ? brought : environments.Find(id)?.Id;

    public void ReadEnvironments(ConfigFolder folder, ConfigPlan plan, Person by)
    {
        const string File = ConfigFolder.Environments;
        _brought.Clear();
        if (!folder.Has(File))
            return;
        var here = tables.Environments();
        foreach (var part in folder.Read<List<EnvironmentPart>>(File))
        {
            ConfigException Wrong(string why) => ConfigException.At(File, folder.LineOf(File, $"\"{part.Id}\""), why);
            if (part.Id is null || !CredentialForm.Id(part.Id) || string.IsNullOrWhiteSpace(part.Name) || part.Name.Length > EnvironmentEndpoints.LongestName)
                throw Wrong($"An environment has an ID of letters, digits, dots and hyphens, and a name of at most {EnvironmentEndpoints.LongestName} characters.");
            if (part.Parent is { } parent && EnvironmentNamed(parent) is null)
                throw Wrong($"The parent '{parent}' is no environment that stands before it, nor one that is here.");
            if (!_brought.Add(part.Id))
                throw Wrong($"The environment '{part.Id}' stands there twice.");
            var known = here.FirstOrDefault(e => e.Id.Equals(part.Id, StringComparison.OrdinalIgnoreCase));
            if (environments.IsOfSettings(part.Id))
                plan.Remarks.Add($"{File}: {part.Id} is in the settings here and is changed there");
            else if (known is null)
                plan.Change($"{File}: {part.Id} is new ({part.Name})", session => Must(EnvironmentChanges.Add(session, new StoredEnvironment(part.Id, part.ApiId, part.Name, part.Parent), by)));
            else if (known.ApiId != part.ApiId || known.Parent != part.Parent)
                throw Wrong($"The environment '{part.Id}' has another short name or parent here, which do not change.");
            else if (known.Name != part.Name)
                plan.Change($"{File}: {part.Id} is called {part.Name}", session => Must(EnvironmentChanges.Rename(session, known.Id, part.Name, by)));
        }
    }

    public void ReadCredentials(ConfigFolder folder, ConfigPlan plan, Person by)
    {
        var here = tables.Credentials();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in folder.Files(ConfigFolder.Credentials, ".json"))
        {
            var part = folder.Read<CredentialPart>(file);
            var facts = Checked(folder, file, part);
            if (!seen.Add($"{facts.Tenant}\n{facts.ClientId}"))
                throw ConfigException.At(file, 1, $"The client '{facts.ClientId}' is in another file already.");
            var known = here.FirstOrDefault(c => c.Tenant == facts.Tenant && c.ClientId.Equals(facts.ClientId, StringComparison.OrdinalIgnoreCase));
            if (credentials.OfSettings.Any(c => c.Tenant == facts.Tenant && c.ClientId.Equals(facts.ClientId, StringComparison.OrdinalIgnoreCase)))
                plan.Remarks.Add($"{file}: the client is in the settings here and is changed there");
            else if (known is null)
                Add(plan, file, part, facts, by);
            else
                Change(plan, file, part, facts, known, by);
        }
    }

    private static void Add(ConfigPlan plan, string file, CredentialPart part, CredentialFacts facts, Person by)
    {
        plan.Change($"{file}: new", session =>
        {
            Must(CredentialChanges.Add(session, facts, null, by));
            var id = (long)session.Scalar("SELECT id FROM credential WHERE tenant = $1 AND client_id = $2", facts.Tenant, facts.ClientId)!;
            foreach (var (kind, key) in Keys(part))
                CredentialChanges.Take(session, id, kind, key.Value, key.Note, key.Ends, by);
            if (part.Revoked)
                Must(CredentialChanges.SetRevoked(session, id, revoked: true, by));
        });
        if (!Keys(part).Any())
            plan.Remarks.Add($"{file}: the client has no secret and no certificate yet; enter one on the page Credentials");
    }

    private static void Change(ConfigPlan plan, string file, CredentialPart part, CredentialFacts facts, StoredCredential known, Person by)
    {
        var missing = Keys(part).Where(key => !known.Keys.Any(k => k.Kind == key.Kind && k.Value == key.Part.Value)).ToList();
        if (missing.Count > 0)
            plan.Change($"{file}: {missing.Count} {(missing.Count == 1 ? "key is" : "keys are")} added", session =>
            {
                foreach (var (kind, key) in missing)
                    CredentialChanges.Take(session, known.Id, kind, key.Value, key.Note, key.Ends, by);
            });
        if (known.Name != facts.Name || known.Resource != facts.Resource
            || !known.Environments.SequenceEqual(facts.Environments, StringComparer.Ordinal) || !known.Roles.SequenceEqual(facts.Roles, StringComparer.Ordinal))
            plan.Change($"{file}: name, resource, environments or roles change", session => Must(CredentialChanges.Change(session, known, facts, by)));
        if (known.IsRevoked != part.Revoked)
            plan.Change($"{file}: {(part.Revoked ? "revoked" : "let in again")}", session => Must(CredentialChanges.SetRevoked(session, known.Id, part.Revoked, by)));
    }

    private static IEnumerable<(string Kind, KeyPart Part)> Keys(CredentialPart part) =>
        (part.SecretHashes ?? []).Select(key => (StoredKey.Secret, key)).Concat(part.Certificates.Select(key => (StoredKey.Certificate, key)));

    // As the page Credentials checks what is typed there.
    private CredentialFacts Checked(ConfigFolder folder, string file, CredentialPart part)
    {
        var form = new Form
        {
            ["name"] = part.Name,
            ["tenant"] = part.Tenant,
            ["clientId"] = part.ClientId,
            ["resource"] = part.Resource,
            ["environments"] = string.Join('\n', part.Environments),
        };
        foreach (var role in part.Roles)
            form[role] = "1";
        var facts = CredentialForm.Read(form, surroundings.IsDevelopment());
        if (!form.IsFine)
            throw ConfigException.At(file, folder.LineOf(file, $"\"{form.Problems.First().Key}\""), form.Problems.First().Value);
        if (part.SecretHashes?.FirstOrDefault(key => !SecretHash.IsWellFormed(key.Value)) is { } hash)
            throw ConfigException.At(file, folder.LineOf(file, $"\"{hash.Value}\""), "This is not what the command hash-secret prints.");
        if ((part.SecretHashes?.Count ?? 0) > CredentialChanges.MostSecrets)
            throw ConfigException.At(file, folder.LineOf(file, "\"secretHashes\""), $"A client has at most {CredentialChanges.MostSecrets} secrets.");
        foreach (var certificate in part.Certificates)
            try
            {
                using var read = X509Certificate2.CreateFromPem(certificate.Value);
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                throw ConfigException.At(file, folder.LineOf(file, "\"certificates\""), "A certificate is no PEM text.");
            }

        return facts;
    }

    private static void Must(string? problem)
    {
        if (problem is not null)
            throw new ConfigException(problem);
    }
}
