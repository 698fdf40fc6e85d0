using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Cart;

/// <summary>The cookie that says whose cart it is: a random number, sealed, so that nobody can write another's.</summary>
internal sealed class CartCookie(IDataProtectionProvider protection)
{
    private const int LongestValue = 512;

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly IDataProtector seal = protection.CreateProtector("Storefront.Cart");

    /// <summary>Null without a cookie, and for every cookie this shop did not make.</summary>
    public Guid? Read(HttpRequest request)
    {
        if (!request.Cookies.TryGetValue(ShopCookies.Cart, out var value) || value.Length is 0 or > LongestValue)
            return null;
        try
        {
            return seal.Unprotect(WebEncoders.Base64UrlDecode(value)) is { Length: 16 } id ? new Guid(id) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Gives the visitor the cookie, or more time with it.</summary>
    public void Write(HttpContext context, Guid cart) =>
        context.Response.Cookies.Append(ShopCookies.Cart, WebEncoders.Base64UrlEncode(seal.Protect(cart.ToByteArray())), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps, // and always outside Development, by the cookie policy
            MaxAge = Lifetime,
            IsEssential = true,
        });
}
