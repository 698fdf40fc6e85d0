namespace Storefront.Web.Features.Dashboard;

internal static class DashboardSetup
{
    public static void AddDashboard(this WebApplicationBuilder builder) => builder.Services.AddScoped<DashboardReader>();
}
