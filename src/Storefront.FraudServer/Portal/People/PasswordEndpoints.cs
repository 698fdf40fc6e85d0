using Microsoft.AspNetCore.Authentication;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.People;

/// <summary>One's own password.</summary>
internal static class PasswordEndpoints
{
    public const string Address = "/portal/password";

    public static void MapPassword(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, http => ShowAsync(http, new Form()));
        routes.MapForm(Address, Policies.Read, ChangeAsync);
    }

    private static Task ShowAsync(HttpContext http, Form form) => http.User.UserId() is null
        ? http.NotFoundAsync()
        : http.ShowAsync<PasswordPage>(new PasswordModel(form, http.User.Identity!.Name!, http.User.HasTemporaryPassword()), form.IsFine ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static async Task ChangeAsync(HttpContext http, IFormCollection sent)
    {
        var services = http.RequestServices;
        if (http.User.UserId() is not { } id || services.GetRequiredService<Users>().Find(id) is not { } user)
        {
            await http.NotFoundAsync();
            return;
        }

        var (current, wanted) = (sent["current"].ToString(), sent["new"].ToString());
        var form = new Form().Refuse("new", Passwords.Problem(wanted) ?? (wanted == current ? "The new password is the old one." : null));
        if (form.IsFine && await services.GetRequiredService<SignIn>().TryAsync(user.Email, current, http.Person().Address) is null)
            form.Refuse("current", "This is not your password, or too many wrong ones were tried: then it rests for five minutes.");
        if (!form.IsFine)
        {
            await ShowAsync(http, form);
            return;
        }

        var (hash, by) = (Passwords.Hash(wanted), http.Person());
        await services.GetRequiredService<Writer>().RunAsync(session => UserChanges.SetPassword(session, id, hash, isTemporary: false, by));
        await http.SignInAsync(Session.Scheme, Session.Principal(services.GetRequiredService<Users>().Find(id)!));
        await http.SeeOtherAsync("/");
    }
}

/// <summary>What the page of one's own password shows.</summary>
public sealed record PasswordModel(Form Form, string Email, bool IsTemporary);
