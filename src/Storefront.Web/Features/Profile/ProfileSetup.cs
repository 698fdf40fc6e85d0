namespace Storefront.Web.Features.Profile;

internal static class ProfileSetup
{
    /// <summary>A customer's profile, address book and cards.</summary>
    public static void AddProfile(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<AccountBook>();
    }
}
