using System.Security.Cryptography;

namespace Storefront.FraudServer.Portal;

/// <summary>The pages' stylesheet, inside the program; its address changes with its content, so it may be kept for ever.</summary>
internal static class Stylesheet
{
    private static readonly byte[] Sheet = Read("Storefront.FraudServer.Portal.portal.css");

    public static string Address { get; } = $"/assets/portal-{Convert.ToHexStringLower(SHA256.HashData(Sheet))[..12]}.css";

    public static void MapStylesheet(this IEndpointRouteBuilder routes) => routes.MapGet(Address, (RequestDelegate)AnswerAsync);

    private static Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = "text/css; charset=utf-8";
        http.Response.ContentLength = Sheet.Length;
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return http.Response.Body.WriteAsync(Sheet, 0, Sheet.Length, http.RequestAborted);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
