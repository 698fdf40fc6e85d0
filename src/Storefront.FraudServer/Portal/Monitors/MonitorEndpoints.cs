namespace Storefront.FraudServer.Portal.Monitors;

/// <summary>The address of the monitors.</summary>
internal static class MonitorEndpoints
{
    public const string Root = "/portal/monitors";

    public static void MapMonitors(this IEndpointRouteBuilder routes) => routes.MapPage(Root, http =>
    {
        var asked = http.Request.Query;
        return http.ShowAsync<MonitorsPage>(http.RequestServices.GetRequiredService<MonitorDesk>().Show(asked["scale"], $"{asked["kind"]}", $"{asked["environment"]}", asked["show"] == "percent"));
    });
}
