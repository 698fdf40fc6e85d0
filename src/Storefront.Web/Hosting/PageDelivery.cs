using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Storefront.Web.Hosting;

/// <summary>How pages travel: compressed for those who can read it, and kept ready where a page says it may be.</summary>
internal static class PageDelivery
{
    public static void AddPageDelivery(this WebApplicationBuilder builder)
    {
        // Over https too: the only secrets in a page are form tokens, and those are written differently each time.
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);

        // Otherwise, in Development, whatever is not there with GET is looked for as a file: a wrong method would be a 404.
        builder.Configuration["DisableStaticAssetNotFoundRuntimeFallback"] = "true";

        // Pages are kept as they travel, so a kept page is not compressed again; hence one copy per encoding.
        builder.Services.AddOutputCache(cache => cache.AddBasePolicy(
            policy => policy.VaryByValue(context => new("encoding", Encoding(context))), excludeDefaultPolicy: true));
    }

    private static string Encoding(HttpContext context) =>
        context.RequestServices.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(context)?.EncodingName ?? "";
}
