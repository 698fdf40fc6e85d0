namespace Storefront.Web.Features.MyData;

internal static class MyDataSetup
{
    public static void AddMyData(this IServiceCollection services)
    {
        services.AddScoped<DataExport>();
        services.AddScoped<Erasure>();
    }
}
