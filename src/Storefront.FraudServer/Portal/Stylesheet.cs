using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Storefront.FraudServer.Portal;

/// <summary>The pages' stylesheet, inside the program; its address changes with its content, so it may be kept for ever.</summary>
internal static class Stylesheet
{
    private static readonly byte[] Sheet = Read("Storefront.FraudServer.Portal.portal.css");

    public static string Address { get; } = $"/assets/portal-{Convert.ToHexStringLower(SHA256.HashData(Sheet))[..12]}.css";

    // Beside the lines of a text that is edited; the sheet draws it as their background, which scrolls with them and needs no script.
    private const string LineNumbersAddress = "/assets/lines-1.svg";
    private const int LastLine = 3000;
    private const int LineHeight = 20;
    private static readonly Lazy<byte[]> LineNumbers = new(Numbered);

    public static void MapStylesheet(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, (RequestDelegate)(http => AnswerAsync(http, Sheet, "text/css; charset=utf-8")));
        routes.MapGet(LineNumbersAddress, (RequestDelegate)(http => AnswerAsync(http, LineNumbers.Value, "image/svg+xml")));
    }

    private static Task AnswerAsync(HttpContext http, byte[] content, string type)
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = content.Length;
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return http.Response.Body.WriteAsync(content, 0, content.Length, http.RequestAborted);
    }

    private static byte[] Numbered()
    {
        var svg = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 {LastLine * LineHeight}\" width=\"48\" height=\"{LastLine * LineHeight}\"><text y=\"-6\" font-family=\"monospace\" font-size=\"12\" text-anchor=\"end\" fill=\"#71827c\">");
        for (var line = 1; line <= LastLine; line++)
            svg.Append(CultureInfo.InvariantCulture, $"<tspan x=\"40\" dy=\"{LineHeight}\">{line}</tspan>");
        return Encoding.UTF8.GetBytes(svg.Append("</text></svg>").ToString());
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
