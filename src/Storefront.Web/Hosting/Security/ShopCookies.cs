using Microsoft.AspNetCore.CookiePolicy;

namespace Storefront.Web.Hosting.Security;

/// <summary>Every cookie the shop sets, and what all of them have in common.</summary>
internal static class ShopCookies
{
    /// <summary>Names the visitor's cart, signed. It opens the cart and the checkout, so a post that carries it needs a token.</summary>
    public const string Cart = "storefront.cart";

    /// <summary>One half of the antiforgery token; opens nothing.</summary>
    public const string Antiforgery = "storefront.form";

    private static readonly string[] Authorizing = [Cart];

    /// <summary>Whether the request carries a cookie that could make it do something in somebody's name. Only then do pages need a token in their forms.</summary>
    public static bool CarriesAuthority(this HttpRequest request) => Array.Exists(Authorizing, request.Cookies.ContainsKey);

    public static void AddCookiePolicy(this WebApplicationBuilder builder)
    {
        var secure = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        builder.Services.Configure<CookiePolicyOptions>(policy =>
        {
            policy.HttpOnly = HttpOnlyPolicy.Always;
            policy.MinimumSameSitePolicy = SameSiteMode.Lax;
            policy.Secure = secure;
        });
    }
}
