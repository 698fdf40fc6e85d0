using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;

namespace Storefront.Web.Features.Shared;

internal static class SharedSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Site>();
        // "Fjällro" as it is, not as five characters a letter; what is special to HTML is encoded all the same.
        builder.Services.Configure<WebEncoderOptions>(encoding => encoding.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
    }
}
