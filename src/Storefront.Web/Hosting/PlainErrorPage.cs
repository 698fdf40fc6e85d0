using Storefront.Web.Hosting.Logging;

namespace Storefront.Web.Hosting;

/// <summary>What is shown when the shop's own error page cannot be: words, and the number the log knows the request by.</summary>
internal static class PlainErrorPage
{
    public static void MapPlainErrorPage(this WebApplication app) =>
        app.Map("/error/{code:int}", (int code) => Results.Text($"This did not work ({code}). Go back and try again. If it happens again, tell us this number: {Correlation.Current}", statusCode: code))
            .WithOrder(100);
}
