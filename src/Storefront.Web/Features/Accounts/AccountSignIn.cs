using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Storefront.Web.Features.Accounts;

/// <summary>Identity's own, with the step after the password opened: what the shop asks in between decides whether it is taken.</summary>
internal sealed class AccountSignIn(
    UserManager<Customer> customers, IHttpContextAccessor request, IUserClaimsPrincipalFactory<Customer> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Customer>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Customer> confirmation)
    : SignInManager<Customer>(customers, request, claims, options, log, schemes, confirmation)
{
    /// <summary>Signs in, or asks for the second factor first where the account has one.</summary>
    public Task<SignInResult> GoOnAsync(Customer customer, bool stay) => SignInOrTwoFactorAsync(customer, stay);

    /// <summary>Signs in: a passkey is what one has and what one knows or is, so no code is asked for.</summary>
    public Task<SignInResult> GoOnWithPasskeyAsync(Customer customer) => SignInOrTwoFactorAsync(customer, isPersistent: false, bypassTwoFactor: true);
}
