namespace Storefront.Web.Features.Users;

internal static class UsersSetup
{
    public static void AddUsers(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<UserSearch>();
        builder.Services.AddScoped<StaffRoles>();
        builder.Services.AddScoped<Invitation>();
    }
}
