using Microsoft.AspNetCore.Authentication;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Received;

namespace Storefront.FraudServer.Portal;

/// <summary>
/// Who comes into the portal: those who signed in, as far as their role goes. In Development, while nobody could sign in, a person at
/// this machine is let in without; for all others the addresses do not exist then.
/// </summary>
internal static class PortalGate
{
    public static async Task EnterAsync(HttpContext http, string policy, Func<Task> inside)
    {
        if (NobodyCanSignIn(http))
        {
            if (!Audience.IsAtThisMachine(http))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            http.User = Session.LocalDeveloper;
        }
        else if (await http.AuthenticateAsync(Session.Scheme) is { Succeeded: true } known)
        {
            http.User = known.Principal;
        }
        else
        {
            await http.SeeOtherAsync(SignInEndpoints.AddressFor(http.Request));
            return;
        }

        if (http.User.HasTemporaryPassword() && http.Request.Path != PasswordEndpoints.Address && http.Request.Path != SignInEndpoints.OutAddress)
            await http.SeeOtherAsync(PasswordEndpoints.Address);
        else if (!http.May(policy))
            await http.SayAsync(StatusCodes.Status403Forbidden, "Not for your role", $"You are {http.User.Role()}; this needs another role. An administrator can give it to you.");
        else
            await inside();
    }

    private static bool NobodyCanSignIn(HttpContext http) =>
        http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment() && !http.RequestServices.GetRequiredService<Users>().AreThere();
}
