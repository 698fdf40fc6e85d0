using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Storefront.Web.Data;
using Storefront.Web.Fraud;
using Storefront.Web.Hosting;
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
        builder.Services.AddScoped<IPasswordValidator<Customer>, PasswordRules>(); // before Identity adds its own, which asks for signs
        builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 210_000); // what OWASP asks for with SHA-512
        return builder.Services
            .AddIdentityCore<Customer>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = ""; // the name is the email address, checked as such
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<StoreDb>();
    }

    /// <summary>Accounts, and signing in to them.</summary>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.AddCustomers().AddSignInManager<AccountSignIn>().AddDefaultTokenProviders().AddTokenProvider<OnceOnlyAuthenticator>(TokenOptions.DefaultAuthenticatorProvider);
        var services = builder.Services;
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie => AccountCookie.Configure(cookie, ShopCookies.Account))
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie => AccountCookie.ConfigureStep(cookie, ShopCookies.TwoFactor, TimeSpan.FromMinutes(10)))
            .AddCookie(IdentityConstants.TwoFactorRememberMeScheme, cookie => AccountCookie.ConfigureKnownBrowser(cookie, ShopCookies.KnownBrowser, TimeSpan.FromDays(14)));
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<AccountOptions>>((cookie, limits) => cookie.ExpireTimeSpan = limits.Value.StaySignedIn);
        services.AddAuthorization();
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.Zero); // only remembered browsers ask it; see AccountCookie
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<PublicAddressOptions>>((passkeys, shop) => passkeys.ServerDomain = shop.Value.PublicAddress?.Host);
        services.Configure<CookieTempDataProviderOptions>(once =>
        {
            once.Cookie.Name = ShopCookies.Once;
            once.Cookie.IsEssential = true;
        });

        services.AddSingleton<AccountThrottle>();
        services.AddScoped<PasswordDoor>();
        services.AddScoped<PasskeyDoor>();
        services.AddScoped<Entrance>();
        services.AddScoped<SignUp>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<AccountMails>();

        builder.AddSettings<AccountProtectionOptions>();
        services.AddScoped<AccountProtectionEvents>();
        services.AddScoped<AccountEvents>();
        services.AddScoped<AccountGuard>();
        services.AddScoped<Challenges>();
        services.AddScoped<AccountReview>();
        services.AddChore<ChallengeSweep>();

        services.AddSingleton<DevelopmentAccounts>();
        if (builder.Environment.IsDevelopment())
            services.AddChore<DevelopmentAccounts>();
    }
}
