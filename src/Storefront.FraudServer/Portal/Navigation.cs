using Storefront.FraudServer.Portal.People;

namespace Storefront.FraudServer.Portal;

/// <summary>An entry of the portal's menu, shown to those who may.</summary>
internal sealed record NavigationEntry(string Text, string Path, string Policy)
{
    /// <summary>Whether a page belongs to it.</summary>
    public bool Holds(PathString page) => Path == "/" ? page == "/" : page.StartsWithSegments(Path, StringComparison.Ordinal);
}

/// <summary>The portal's menu, in its order.</summary>
internal static class Navigation
{
    public static IReadOnlyList<NavigationEntry> All { get; } =
    [
        new("Received", "/", Policies.Read),
        new("Monitors", "/portal/monitors", Policies.Read),
        new("Search", "/portal/search", Policies.Read),
        new("Customers", "/portal/customers", Policies.Read),
        new("Report", "/portal/report", Policies.Read),
        new("Cases", "/portal/cases", Policies.Read),
        new("Rules", "/portal/rules", Policies.Read),
        new("Lists", "/portal/lists", Policies.Read),
        new("Environments", "/portal/environments", Policies.Read),
        new("Credentials", "/portal/credentials", Policies.Administer),
        new("Data subjects", "/portal/data-subjects", Policies.Administer),
        new("API", "/portal/api", Policies.Read),
        new("Activity", "/portal/activity", Policies.Read),
        new("Users", "/portal/users", Policies.Administer),
    ];
}
