namespace Storefront.Web.Features.Staff;

internal static class StaffSetup
{
    public static void AddStaff(this WebApplicationBuilder builder) => builder.Services.AddScoped<AuditTrail>();
}
