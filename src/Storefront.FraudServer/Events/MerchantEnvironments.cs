using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Events;

/// <summary>A place with data, IDs and rules of its own; below it may be others.</summary>
internal sealed record MerchantEnvironment(string Id, string? ApiId, string Name, MerchantEnvironment? Parent)
{
    public bool IsOrIsBelow(MerchantEnvironment other) => this == other || (Parent?.IsOrIsBelow(other) ?? false);

    /// <summary>From the root down to this one.</summary>
    public IEnumerable<MerchantEnvironment> Chain => (Parent?.Chain ?? []).Append(this);

    /// <summary>Whether a rule file's %env means this one.</summary>
    public bool IsNamed(string name) => IsCalled(name) || Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    public bool IsCalled(string name) =>
        Id.Equals(name, StringComparison.OrdinalIgnoreCase) || (ApiId?.Equals(name, StringComparison.OrdinalIgnoreCase) ?? false);
}

/// <summary>What is written down about an environment; the parent is its ID.</summary>
internal sealed record StoredEnvironment(string Id, string? ApiId, string Name, string? Parent);

/// <summary>Finds the environment a call is about (contract, events 2.7).</summary>
internal sealed class MerchantEnvironments
{
    public const string Header = "x-ms-dfpenvid";

    private readonly IReadOnlyList<StoredEnvironment> _ofSettings;
    private volatile List<MerchantEnvironment> _all = [];

    public MerchantEnvironments(FraudServerSettings settings, Credentials credentials)
    {
        _ofSettings = [.. settings.Environments.Select(set => new StoredEnvironment(set.Id, set.ApiId, set.Name ?? set.ApiId ?? set.Id, set.Parent))];
        Put([], credentials.Known.All);
    }

    public IReadOnlyList<MerchantEnvironment> All => _all;

    /// <summary>Takes up what was entered in the portal. Those of the settings go before; what clients name and nobody described is a root.</summary>
    public void Put(IReadOnlyList<StoredEnvironment> stored, IEnumerable<Credential> clients)
    {
        var all = new List<MerchantEnvironment>();
        var described = _ofSettings.Concat(stored).ToList();
        var waiting = described.Concat(clients.SelectMany(c => c.Environments)
            .Where(id => !described.Exists(e => e.Id.Equals(id, StringComparison.OrdinalIgnoreCase)))
            .Select(id => new StoredEnvironment(id, null, id == DevelopmentCredential.Environment ? "Development" : id, null))).ToList();
        while (waiting.Count > 0)
        {
            // Parents first. One whose parent is gone from the settings becomes a root: calls to it must go on.
            var next = waiting.Find(e => e.Parent is null || all.Exists(known => known.IsCalled(e.Parent))) ?? waiting[0];
            waiting.Remove(next);
            if (ById(all, next.Id) is null)
                all.Add(new(next.Id, next.ApiId, next.Name, next.Parent is null ? null : all.Find(e => e.IsCalled(next.Parent))));
        }

        _all = all;
    }

    public MerchantEnvironment? Find(string id) => ById(_all, id);

    public bool IsOfSettings(string id) => _ofSettings.Any(e => e.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The header wins over the query; neither means the first environment of the caller.</summary>
    public static string? Asked(HttpRequest request) =>
        request.Headers[Header].ToString() is { Length: > 0 } header ? header
        : request.Query[Header].ToString() is { Length: > 0 } query ? query
        : null;

    public MerchantEnvironment? Resolve(string? asked, Credential caller)
    {
        var all = _all;
        var allowed = caller.Environments.Select(id => ById(all, id)).OfType<MerchantEnvironment>().ToList();
        var names = (asked ?? "").Trim().Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0)
            return allowed.FirstOrDefault();

        // A path starts at a root by any of its names, or anywhere by an environment ID.
        var found = all.Find(e => (e.Parent is null && e.IsCalled(names[0])) || e.Id.Equals(names[0], StringComparison.OrdinalIgnoreCase));
        foreach (var name in names.Skip(1))
            found = all.Find(e => found is not null && e.Parent == found && e.IsCalled(name));
        return found is not null && allowed.Exists(found.IsOrIsBelow) ? found : null;
    }

    private static MerchantEnvironment? ById(List<MerchantEnvironment> all, string id) => all.Find(e => e.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
