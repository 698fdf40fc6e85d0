namespace Storefront.Bank.Hosting;

/// <summary>Every answer carries them. Pages load their own files, run no inline script or style, and are framed by nobody.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Last of all, because an error page starts with a clean sheet. What an endpoint has set stays.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd("Content-Security-Policy", Policy("'self'"));
            headers.TryAdd("X-Content-Type-Options", "nosniff");
            headers.TryAdd("X-Frame-Options", "DENY");
            headers.TryAdd("Referrer-Policy", "no-referrer"); // a card page's address is all it takes to post to it
            headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
            headers.TryAdd("Cache-Control", "no-store");
            headers.Remove("blazor-enhanced-nav"); // there is no script of that kind here
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Lets the form's answer redirect to the merchant's address.</summary>
    public static void AllowFormToReach(HttpContext context, Uri address)
    {
        // A policy cannot name an IPv6 address; its scheme is the nearest it can say.
        var source = address.HostNameType == UriHostNameType.IPv6 ? address.Scheme + ":" : address.GetLeftPart(UriPartial.Authority);
        context.Response.Headers.ContentSecurityPolicy = Policy("'self' " + source);
    }

    private static string Policy(string formAction) =>
        $"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action {formAction}; base-uri 'none'; frame-ancestors 'none'";
}
