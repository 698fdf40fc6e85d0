using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.People;

/// <summary>The cookie of whoever is signed in. It is compared with the database at every request: a change of role or password ends it.</summary>
internal static class Session
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Stamp = "stamp";
    private const string Temporary = "temporary";
    private const string Began = "began";

    /// <summary>Without a visit.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Whatever happens.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static void AddSession(this IServiceCollection services, Database database, string directory, bool development)
    {
        var protection = services.AddDataProtection().SetApplicationName("Storefront.FraudServer");
        if (database is SqliteDatabase)
            protection.PersistKeysToFileSystem(KeyFolder(directory));
        else
            services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new SharedKeyRing(database.Keys("keys")));
        services.AddAntiforgery(forms => forms.Cookie = new PrivateCookie(development) { Name = "storefront-fraud-form", SameSite = SameSiteMode.Strict });
        services.AddAuthentication(Scheme).AddCookie(Scheme, cookie =>
        {
            cookie.Cookie = new PrivateCookie(development) { Name = "storefront-fraud", SameSite = SameSiteMode.Lax };
            cookie.ExpireTimeSpan = Lifetime;
            cookie.SlidingExpiration = true;
            cookie.Events.OnSigningIn = BeginAsync;
            cookie.Events.OnValidatePrincipal = ValidateAsync;
        });
    }

    public static ClaimsPrincipal Principal(PortalUser user) => Principal(
        new(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)), new(ClaimTypes.Name, user.Email), new(ClaimTypes.Role, user.Role),
        new(Stamp, user.Stamp), new(Temporary, user.IsTemporary ? "1" : "0"));

    /// <summary>Whoever sits at the machine of a developer while nobody can sign in.</summary>
    public static ClaimsPrincipal LocalDeveloper { get; } = Principal(new(ClaimTypes.Name, "local developer"), new(ClaimTypes.Role, Roles.Admin));

    public static string? Role(this ClaimsPrincipal person) => person.FindFirstValue(ClaimTypes.Role);

    /// <summary>The user behind the cookie; the local developer is none.</summary>
    public static long? UserId(this ClaimsPrincipal person) =>
        long.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static bool HasTemporaryPassword(this ClaimsPrincipal person) => person.FindFirstValue(Temporary) == "1";

    private static ClaimsPrincipal Principal(params Claim[] claims) => new(new ClaimsIdentity(claims, Scheme));

    // A cookie that is renewed goes on with the session it has.
    private static Task BeginAsync(CookieSigningInContext context)
    {
        if (context.Principal is { } principal && !principal.HasClaim(claim => claim.Type == Began))
            principal.Identities.First().AddClaim(new Claim(Began, Now(context.HttpContext).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        return Task.CompletedTask;
    }

    private static bool IsTooOld(CookieValidatePrincipalContext context) =>
        !long.TryParse(context.Principal?.FindFirstValue(Began), NumberStyles.None, CultureInfo.InvariantCulture, out var began)
        || DateTimeOffset.FromUnixTimeSeconds(began) + Longest < Now(context.HttpContext);

    private static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var user = context.Principal?.UserId() is { } id ? context.HttpContext.RequestServices.GetRequiredService<Users>().Find(id) : null;
        if (user is { IsDisabled: false } && user.Stamp == context.Principal!.FindFirstValue(Stamp) && !IsTooOld(context))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    private static DirectoryInfo KeyFolder(string directory)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, "keys"));
        if (!OperatingSystem.IsWindows())
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return folder;
    }

    /// <summary>Outside Development for https alone, also when a proxy has taken the https off before it came here.</summary>
    private sealed class PrivateCookie : CookieBuilder
    {
        private readonly bool _development;

        public PrivateCookie(bool development)
        {
            _development = development;
            (HttpOnly, IsEssential, Path, SecurePolicy) = (true, true, "/", CookieSecurePolicy.SameAsRequest);
        }

        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure |= !_development;
            return options;
        }
    }
}
