namespace Storefront.Web.Features.Staff;

/// <summary>What somebody who runs the shop may do. Whoever has none of them is a shopper.</summary>
internal static class Roles
{
    /// <summary>Everything.</summary>
    public const string Administrator = "Administrator";

    /// <summary>Reads orders; decides reviews, chargebacks and labels.</summary>
    public const string Reviewer = "Reviewer";

    /// <summary>Orders, fulfilment, cancelling, refunds, returns, writing to the shopper.</summary>
    public const string Support = "Support";

    /// <summary>With the IDs they have in every database.</summary>
    public static readonly IReadOnlyList<(string Name, Guid Id)> All =
    [
        (Administrator, new Guid("5a0d0f7a-6d0e-4c2e-9a53-0a5b2f1c7d01")),
        (Reviewer, new Guid("5a0d0f7a-6d0e-4c2e-9a53-0a5b2f1c7d02")),
        (Support, new Guid("5a0d0f7a-6d0e-4c2e-9a53-0a5b2f1c7d03")),
    ];
}
