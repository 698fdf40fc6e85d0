using Microsoft.AspNetCore.Identity;

namespace Storefront.Web.Features.Accounts;

/// <summary>Signing in with what a device answered. It is password and second factor in one.</summary>
internal sealed class PasskeyDoor(AccountSignIn signIn, UserManager<Customer> customers)
{
    /// <summary>Null where the answer opens nothing: no passkey of ours, an old question, a closed account.</summary>
    public async Task<Customer?> EnterAsync(string? credential)
    {
        if (string.IsNullOrEmpty(credential))
            return null;

        PasskeyAssertionResult<Customer> shown;
        try
        {
            shown = await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null; // nothing was asked in this browser, or too long ago
        }

        if (!shown.Succeeded || !shown.User.EmailConfirmed || await customers.IsLockedOutAsync(shown.User))
            return null;

        await customers.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey); // its counter tells a copied one
        await signIn.GoOnWithPasskeyAsync(shown.User);
        return shown.User;
    }
}
