namespace Storefront.FraudServer.Portal.People;

/// <summary>What somebody is in the portal.</summary>
internal static class Roles
{
    public const string Admin = "admin";
    public const string Analyst = "analyst";
    public const string Reviewer = "reviewer";
    public const string Viewer = "viewer";

    public static IReadOnlyList<(string Name, string May)> All { get; } =
    [
        (Admin, "everything: credentials, environments, users"),
        (Analyst, "rules and lists"),
        (Reviewer, "cases"),
        (Viewer, "reading only"),
    ];

    public static bool Exists(string name) => All.Any(role => role.Name == name);
}
