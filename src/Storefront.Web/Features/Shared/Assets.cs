using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;

namespace Storefront.Web.Features.Shared;

/// <summary>Addresses of the files in wwwroot: with a fingerprint in the name, so that browsers may keep them for good.</summary>
internal static class Assets
{
    private static readonly ConcurrentDictionary<(string Sprite, string Name), HtmlString> Icons = new();

    /// <summary>For a path without its first slash.</summary>
    public static string Asset(this HttpContext context, string path) =>
        "/" + (context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[path] ?? path);

    /// <summary>A drawing from the sprite. It only ever stands beside words.</summary>
    public static HtmlString Icon(this HttpContext context, string name, string css = "icon") =>
        Icons.GetOrAdd((context.Asset("icons.svg"), name), static (key, css) =>
            new HtmlString($"""<svg class="{css}" aria-hidden="true"><use href="{key.Sprite}#{key.Name}"/></svg>"""), css);
}
