namespace Storefront.Web.Features.CatalogDesk;

internal static class CatalogDeskSetup
{
    public static void AddCatalogDesk(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<DeskSearch>();
        builder.Services.AddScoped<EditProduct>();
        builder.Services.AddScoped<ApplyImport>();
    }
}
