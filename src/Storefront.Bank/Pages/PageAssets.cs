using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Storefront.Bank.Pages;

/// <summary>Stylesheet, script and icon out of the program itself, under names that change with what is in them.</summary>
internal static class PageAssets
{
    private static readonly FrozenDictionary<string, (string Hash, byte[] Content, string Type)> All = new[]
    {
        Load("bank.css", "text/css; charset=utf-8"),
        Load("bank.js", "text/javascript; charset=utf-8"),
        Load("bank.svg", "image/svg+xml"),
    }.ToFrozenDictionary(asset => asset.Name, asset => (asset.Hash, asset.Content, asset.Type), StringComparer.Ordinal);

    public static string AddressOf(string name) => $"/assets/{All[name].Hash}/{name}";

    public static void MapPageAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{hash}/{name}", (string hash, string name, HttpContext context) =>
    {
        if (!All.TryGetValue(name, out var asset) || asset.Hash != hash)
            return Results.NotFound();

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Content, asset.Type);
    });

    private static (string Name, string Hash, byte[] Content, string Type) Load(string name, string type)
    {
        using var resource = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var content = new MemoryStream();
        resource.CopyTo(content);
        var bytes = content.ToArray();
        return (name, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16], bytes, type);
    }
}
