using Microsoft.AspNetCore.Identity;

namespace Storefront.Web.Features.Accounts;

/// <summary>
/// Signing in with a password. Fraud Protection is asked before the password is looked at, whether or not there is such an
/// account; every refusal takes the same time and looks the same.
/// </summary>
internal sealed class PasswordDoor(AccountSignIn signIn, UserManager<Customer> customers, IPasswordHasher<Customer> hasher, AccountGuard guard, Entrance entrance)
{
    private static readonly Customer Nobody = new();
    private static string? nobodysPassword;

    public async Task<Entry> EnterAsync(SignInForm form, string ipAddress, CancellationToken cancellationToken)
    {
        var (email, password) = (form.Email!.Trim(), form.Password!);
        var customer = await customers.FindByEmailAsync(email);
        var check = await guard.AssessSignInAsync(customer, email, ipAddress, cancellationToken);
        if (check.Verdict == AccountVerdict.Stop)
            return await entrance.RefuseAsync(check, EntranceOutcome.Stopped);

        return await IsRightAsync(customer, password)
            ? await entrance.GoOnAsync(check, customer!, form.Stay, form.ReturnUrl)
            : await entrance.RefuseAsync(check);
    }

    private async Task<bool> IsRightAsync(Customer? customer, string password) =>
        customer is null || await customers.IsLockedOutAsync(customer)
            ? IsNobodys(password)
            : (await signIn.CheckPasswordSignInAsync(customer, password, lockoutOnFailure: true)).Succeeded;

    /// <summary>Takes as long as looking at a real one.</summary>
    private bool IsNobodys(string password)
    {
        nobodysPassword ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(Nobody, nobodysPassword, password);
        return false;
    }
}
