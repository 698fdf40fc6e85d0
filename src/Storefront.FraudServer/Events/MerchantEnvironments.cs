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

/// <summary>Finds the environment a call is about (contract, events 2.7).</summary>
internal sealed class MerchantEnvironments
{
    public const string Header = "x-ms-dfpenvid";

    private readonly List<MerchantEnvironment> _all = [];

    public MerchantEnvironments(FraudServerSettings settings, Credentials credentials)
    {
        foreach (var set in settings.Environments)
            _all.Add(new(set.Id, set.ApiId, set.Name ?? set.ApiId ?? set.Id, _all.Find(e => set.Parent is not null && e.IsCalled(set.Parent))));
        foreach (var id in credentials.All.SelectMany(c => c.Environments).Where(id => ById(id) is null))
            _all.Add(new(id, null, id == DevelopmentCredential.Environment ? "Development" : id, null));
    }

    /// <summary>The header wins over the query; neither means the first environment of the caller.</summary>
    public static string? Asked(HttpRequest request) =>
        request.Headers[Header].ToString() is { Length: > 0 } header ? header
        : request.Query[Header].ToString() is { Length: > 0 } query ? query
        : null;

    public MerchantEnvironment? Resolve(string? asked, Credential caller)
    {
        var allowed = caller.Environments.Select(ById).OfType<MerchantEnvironment>().ToList();
        var names = (asked ?? "").Trim().Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0)
            return allowed[0];

        // A path starts at a root by any of its names, or anywhere by an environment ID.
        var found = _all.Find(e => (e.Parent is null && e.IsCalled(names[0])) || e.Id.Equals(names[0], StringComparison.OrdinalIgnoreCase));
        foreach (var name in names.Skip(1))
            found = _all.Find(e => found is not null && e.Parent == found && e.IsCalled(name));
        return found is not null && allowed.Exists(found.IsOrIsBelow) ? found : null;
    }

    public IReadOnlyList<MerchantEnvironment> All => _all;

    public MerchantEnvironment? Find(string id) => ById(id);

    private MerchantEnvironment? ById(string id) => _all.Find(e => e.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
