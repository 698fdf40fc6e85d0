using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.People;

/// <summary>In and out.</summary>
internal static class SignInEndpoints
{
    public const string OutAddress = "/sign-out";
    private const string Address = "/sign-in";
    private const int LongestForm = 32 * 1024;
    private const string Refused = "The e-mail address or the password is not right, or the account rests: after five wrong passwords it does for five minutes.";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, (RequestDelegate)(http => http.ShowAsync<SignInPage>(new SignInModel(new Form { ["return"] = Local(http.Request.Query["return"]) }))));
        routes.MapPost(Address, (RequestDelegate)(http =>
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = LongestForm;
            return PortalHttp.ReadAsync(http, SignInAsync);
        }));
        routes.MapForm(OutAddress, Policies.Read, async (http, _) =>
        {
            if (http.User.UserId() is { } id) // a copy of the cookie is worth nothing from now on, here and on other devices
                await http.RequestServices.GetRequiredService<Writer>().RunAsync(session => session.Execute("UPDATE portal_user SET stamp = $1 WHERE id = $2", UserChanges.NewStamp(), id));
            await http.SignOutAsync(Session.Scheme);
            http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
            await http.SeeOtherAsync(Address);
        });
    }

    /// <summary>The sign-in that leads back to what was asked for.</summary>
    public static string AddressFor(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Path != "/" ? Address + QueryString.Create("return", request.Path + request.QueryString) : Address;

    private static async Task SignInAsync(HttpContext http, IFormCollection sent)
    {
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        var form = Form.Of(sent);
        if (http.RequestServices.GetRequiredService<SignInRate>().Wait(address) is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await http.ShowAsync<SignInPage>(new SignInModel(form.Refuse("", "Too many attempts from this address. Wait a minute, then try again.")), StatusCodes.Status429TooManyRequests);
        }
        else if (await http.RequestServices.GetRequiredService<SignIn>().TryAsync(form["email"], sent["password"].ToString(), address) is { } user)
        {
            await http.SignInAsync(Session.Scheme, Session.Principal(user));
            await http.SeeOtherAsync(Local(form["return"]));
        }
        else
        {
            await http.ShowAsync<SignInPage>(new SignInModel(form.Refuse("email", Refused)), StatusCodes.Status401Unauthorized);
        }
    }

    // Never to another site: "//other.example" and "/\other.example" are other sites to a browser.
    private static string Local(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}

/// <summary>What stands in the sign-in form.</summary>
public sealed record SignInModel(Form Form);
