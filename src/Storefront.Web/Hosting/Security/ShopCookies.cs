using Microsoft.AspNetCore.CookiePolicy;

namespace Storefront.Web.Hosting.Security;

/// <summary>Every cookie the shop sets, and what all of them have in common.</summary>
internal static class ShopCookies
{
    /// <summary>Names the visitor's cart, signed. It opens the cart and the checkout, so a post that carries it needs a token.</summary>
    public const string Cart = "storefront.cart";

    /// <summary>One half of the antiforgery token; opens nothing.</summary>
    public const string Antiforgery = "storefront.form";

    /// <summary>Who is signed in.</summary>
    public const string Account = "storefront.account";

    /// <summary>Whose password was right, while the second factor is awaited.</summary>
    public const string TwoFactor = "storefront.two-factor";

    /// <summary>A browser that need not give the second factor again.</summary>
    public const string KnownBrowser = "storefront.known-browser";

    /// <summary>What the next page shows once, sealed: recovery codes.</summary>
    public const string Once = "storefront.once";

    private static readonly string[] Authorizing = [Cart, Account, TwoFactor];

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
            if (!builder.Environment.IsDevelopment())
                HostCookies.Rename(policy);
        });
    }
}
