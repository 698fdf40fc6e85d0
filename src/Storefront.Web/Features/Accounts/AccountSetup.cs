using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Storefront.Web.Data;
using Storefront.Web.Hosting.Security;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Accounts;

internal static class AccountSetup
{
    /// <summary>Accounts as the database knows them: what a command needs.</summary>
    public static IdentityBuilder AddCustomers(this WebApplicationBuilder builder)
    {
        builder.AddSettings<AccountOptions>();
        builder.Services.AddOptions<IdentityOptions>().Configure<IOptions<AccountOptions>>((identity, limits) =>
        {
            identity.Lockout.MaxFailedAccessAttempts = limits.Value.TriesBeforeLockout;
            identity.Lockout.DefaultLockoutTimeSpan = limits.Value.Lockout;
        });
        builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 210_000); // what OWASP asks for with SHA-512
        return builder.Services
            .AddIdentityCore<Customer>(identity =>
            {
                // Length is what makes a password hard to guess; rules about its signs make it hard to remember.
                identity.Password.RequiredLength = 12;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = ""; // the name is the email address, checked as such
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<StoreDb>();
    }

    /// <summary>Accounts, and signing in to them.</summary>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.AddCustomers().AddSignInManager<AccountSignIn>().AddDefaultTokenProviders();
        var services = builder.Services;
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie => AccountCookie.Configure(cookie, ShopCookies.Account))
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie => AccountCookie.ConfigureStep(cookie, ShopCookies.TwoFactor))
            .AddCookie(IdentityConstants.TwoFactorRememberMeScheme, cookie => AccountCookie.ConfigureStep(cookie, ShopCookies.KnownBrowser));
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<AccountOptions>>((cookie, limits) => cookie.ExpireTimeSpan = limits.Value.StaySignedIn);
        services.AddAuthorization();

        services.AddSingleton<AccountThrottle>();
        services.AddScoped<PasswordDoor>();
        services.AddSingleton<DevelopmentAccounts>();
        if (builder.Environment.IsDevelopment())
            services.AddHostedService(provider => provider.GetRequiredService<DevelopmentAccounts>());
    }
}
