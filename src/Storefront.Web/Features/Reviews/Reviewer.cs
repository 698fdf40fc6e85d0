using System.Globalization;
using System.Security.Claims;

namespace Storefront.Web.Features.Reviews;

/// <summary>The person at the desk.</summary>
public sealed record Reviewer(Guid Id, string Name)
{
    internal static Reviewer Of(ClaimsPrincipal user) => new(
        Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in."), CultureInfo.InvariantCulture),
        user.Identity?.Name ?? "");
}
