using System.Data.Common;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Hosting;

/// <summary>Says with an empty answer whether this instance can do its work: 200, or 503 while the database does not answer.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/health", (RequestDelegate)(http =>
    {
        http.Response.StatusCode = IsWell(http.RequestServices.GetRequiredService<Database>()) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }));

    private static bool IsWell(Database database)
    {
        try
        {
            return database.Number("SELECT is_by_time FROM received_order") is not null;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
