using Storefront.FraudServer.Events;

namespace Storefront.FraudServer.Portal.Api;

/// <summary>The address of the page that describes the API for people; for programs there is /openapi.json.</summary>
internal static class ApiEndpoints
{
    public static void MapApi(this IEndpointRouteBuilder routes) => routes.MapPage("/portal/api", http => http.ShowAsync<ApiPage>(new ApiModel(
        $"{http.Request.Scheme}://{http.Request.Host}",
        [.. EventKind.All.Concat(http.RequestServices.GetRequiredService<CustomAssessments>().Published).Select(ApiEvent.Of)])));
}
