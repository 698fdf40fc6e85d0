using System.Security.Claims;

namespace Storefront.Web.Features.Accounts;

internal static class SignedIn
{
    /// <summary>Whose request it is; null for a visitor.</summary>
    public static Guid? CustomerId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>Whose request it is, where only the signed in come.</summary>
    public static Guid RequiredCustomerId(this ClaimsPrincipal user) =>
        user.CustomerId() ?? throw new InvalidOperationException("This page is for the signed in, and nobody is.");
}
