using Microsoft.AspNetCore.Identity;

namespace Storefront.Web.Features.Accounts;

/// <summary>Signing in with what a device answered. It is password and second factor in one, and assessed like both.</summary>
internal sealed class PasskeyDoor(AccountSignIn signIn, UserManager<Customer> customers, AccountGuard guard, Entrance entrance)
{
    public async Task<Entry> EnterAsync(string? credential, string? returnUrl, string ipAddress, CancellationToken cancellationToken)
    {
        if (await ShownAsync(credential) is not { User: { } customer, Passkey: { } passkey } || await customers.IsLockedOutAsync(customer))
            return new Entry(EntranceOutcome.Refused);

        await customers.AddOrUpdatePasskeyAsync(customer, passkey); // its counter tells a copied one
        var check = await guard.AssessSignInAsync(customer, customer.Email!, ipAddress, cancellationToken);
        return await entrance.GoOnAsync(check, customer, stay: false, returnUrl, withPasskey: true);
    }

    /// <summary>Null where the answer fits no passkey of ours.</summary>
    private async Task<PasskeyAssertionResult<Customer>?> ShownAsync(string? credential)
    {
        try
        {
            return !string.IsNullOrEmpty(credential) && await signIn.PerformPasskeyAssertionAsync(credential) is { Succeeded: true } shown ? shown : null;
        }
        catch (InvalidOperationException)
        {
            return null; // nothing was asked in this browser, or too long ago
        }
    }
}
