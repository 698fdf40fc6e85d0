using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Storefront.Web.Data;
using Storefront.Web.Features.Cart;

namespace Storefront.Web.Features.Accounts;

/// <summary>The cookie of somebody who is signed in, and where people are sent who are not.</summary>
internal static class AccountCookie
{
    private static readonly Func<StoreDb, Guid, Guid, Task<string?>> StampOf = EF.CompileAsyncQuery((StoreDb db, Guid id, Guid session) =>
        db.Users.Where(customer => customer.Id == id && !db.EndedSessions.Any(ended => ended.Id == session)).Select(customer => customer.SecurityStamp).SingleOrDefault());

    public static void Configure(CookieAuthenticationOptions options, string name)
    {
        Configure(options.Cookie, name);
        options.SlidingExpiration = true;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = ValidateAsync,
            OnSigningIn = BeginSessionAsync,
            OnSignedIn = BringCartAsync,
            OnSigningOut = EndSessionAsync,
            OnRedirectToLogin = SignInFirst,
            OnRedirectToAccessDenied = Forbid,
        };
    }

    /// <summary>Between the password and the second factor.</summary>
    public static void ConfigureStep(CookieAuthenticationOptions options, string name, TimeSpan lifetime)
    {
        Configure(options.Cookie, name);
        options.ExpireTimeSpan = lifetime;
        options.SlidingExpiration = false;
    }

    /// <summary>A browser that gives no second factor any more, until the account's stamp changes.</summary>
    public static void ConfigureKnownBrowser(CookieAuthenticationOptions options, string name, TimeSpan lifetime)
    {
        ConfigureStep(options, name, lifetime);
        options.Events = new CookieAuthenticationEvents { OnValidatePrincipal = SecurityStampValidator.ValidateAsync<ITwoFactorSecurityStampValidator> };
    }

    private static void Configure(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // the cookie policy makes it Always outside Development
        cookie.IsEssential = true;
    }

    /// <summary>
    /// A new password, a new role or "sign out everywhere" changes the account's stamp, and every cookie with the old one ends
    /// with its next request; so does every copy of a cookie that somebody signed out with. One question by primary keys, for those
    /// who are signed in alone.
    /// </summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return;
        if (http.Features.Get<IExceptionHandlerPathFeature>() is not null)
        {
            context.RejectPrincipal(); // the page that tells of a failure must not fail for the same reason
            return;
        }

        var principal = context.Principal!;
        var claims = http.RequestServices.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
        if (Guid.TryParse(principal.FindFirstValue(claims.UserIdClaimType), out var id)
            && Guid.TryParse(principal.FindFirstValue(EndedSession.Claim), out var session)
            && await StampOf(http.RequestServices.GetRequiredService<StoreDb>(), id, session) is { } stamp
            && stamp == principal.FindFirstValue(claims.SecurityStampClaimType)
            && long.TryParse(principal.FindFirstValue(EndedSession.Began), NumberStyles.None, CultureInfo.InvariantCulture, out var began)
            && DateTimeOffset.FromUnixTimeSeconds(began) + Limits(http).LongestSession > Now(http))
            return;

        context.RejectPrincipal();
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    // Every way of signing in ends here: password, second factor, passkey.
    private static Task BringCartAsync(CookieSignedInContext context)
    {
        var http = context.HttpContext;
        return context.Principal?.CustomerId() is { } customer
            ? http.RequestServices.GetRequiredService<CartMerge>().SignedInAsync(customer, http.RequestAborted)
            : Task.CompletedTask;
    }

    // A cookie that is renewed goes on with the session it has.
    private static Task BeginSessionAsync(CookieSigningInContext context)
    {
        if (context.Principal is { } principal && !principal.HasClaim(claim => claim.Type == EndedSession.Claim))
            principal.Identities.First().AddClaims([
                new Claim(EndedSession.Claim, Guid.NewGuid().ToString()),
                new Claim(EndedSession.Began, Now(context.HttpContext).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ]);
        return Task.CompletedTask;
    }

    private static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    private static AccountOptions Limits(HttpContext http) => http.RequestServices.GetRequiredService<IOptions<AccountOptions>>().Value;

    /// <summary>
    /// A copy of the cookie opens nothing from now on. The next person at this browser has a cart of their own, this one is there again
    /// after signing in; what the browser kept of pages goes.
    /// </summary>
    private static async Task EndSessionAsync(CookieSigningOutContext context)
    {
        var http = context.HttpContext;
        http.RequestServices.GetRequiredService<CartAccess>().Forget();
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        if (!Guid.TryParse(http.User.FindFirstValue(EndedSession.Claim), out var session))
            return;
        var (db, clock) = (http.RequestServices.GetRequiredService<StoreDb>(), http.RequestServices.GetRequiredService<TimeProvider>());
        if (await db.EndedSessions.AnyAsync(ended => ended.Id == session))
            return;
        var ended = new EndedSession { Id = session, Until = clock.GetUtcNow() + context.Options.ExpireTimeSpan };
        db.EndedSessions.Add(ended);
        await db.SaveChangesAsync(http.RequestAborted);
    }

    // Only an address that can be asked for again is worth coming back to.
    private static Task SignInFirst(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var back = HttpMethods.IsGet(request.Method) ? $"?returnUrl={Uri.EscapeDataString(request.Path + request.QueryString)}" : "";
        context.Response.Redirect("/account/sign-in" + back);
        return Task.CompletedTask;
    }

    private static Task Forbid(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden; // the error page says it, at the address asked for
        return Task.CompletedTask;
    }
}
