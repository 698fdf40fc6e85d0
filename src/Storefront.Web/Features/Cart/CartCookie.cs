using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Caching.Memory;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Cart;

/// <summary>The cookie that says whose cart it is: a random number, sealed, so that nobody can write another's.</summary>
internal sealed class CartCookie(IDataProtectionProvider protection) : IDisposable
{
    private const int LongestValue = 512;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly IDataProtector seal = protection.CreateProtector("Storefront.Cart");

    // A visitor sends the same cookie with every page, and to open the seal costs more than all else one asks of it.
    private readonly MemoryCache opened = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Null without a cookie, and for every cookie this shop did not make.</summary>
    public Guid? Read(HttpRequest request)
    {
        if (!request.Cookies.TryGetValue(ShopCookies.Cart, out var value) || value.Length is 0 or > LongestValue)
            return null;
        if (opened.TryGetValue(value, out Guid known))
            return known;
        return Open(value) is { } cart ? opened.Set(value, cart, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered }) : null;
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

    public void Dispose() => opened.Dispose();

    private Guid? Open(string value)
    {
        try
        {
            return seal.Unprotect(WebEncoders.Base64UrlDecode(value)) is { Length: 16 } id ? new Guid(id) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
