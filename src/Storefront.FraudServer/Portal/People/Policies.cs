namespace Storefront.FraudServer.Portal.People;

/// <summary>What a page or a form asks of whoever is there.</summary>
internal static class Policies
{
    public const string Administer = nameof(Administer);
    public const string EditRules = nameof(EditRules);
    public const string Review = nameof(Review);
    public const string Read = nameof(Read);

    /// <summary>Whoever may change anything may also write beside it.</summary>
    public const string Comment = nameof(Comment);

    /// <summary>An administrator may everything.</summary>
    public static bool Allow(string policy, string? role) => role is Roles.Admin || policy switch
    {
        EditRules => role is Roles.Analyst,
        Review => role is Roles.Reviewer,
        Comment => role is Roles.Analyst or Roles.Reviewer,
        Read => role is Roles.Analyst or Roles.Reviewer or Roles.Viewer,
        _ => false,
    };
}
