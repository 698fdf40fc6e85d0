using System.Security.Claims;
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
    private const string Step = "step";

    /// <summary>Signs in whoever has given all that is asked for.</summary>
    public Task<SignInResult> GoOnAsync(Customer customer, bool stay) => SignInOrTwoFactorAsync(customer, stay, bypassTwoFactor: true);

    /// <summary>Whether the account has a second factor that this browser still has to give.</summary>
    public async Task<bool> AsksForCodeAsync(Customer customer) => await IsTwoFactorEnabledAsync(customer) && !await IsTwoFactorClientRememberedAsync(customer);

    /// <summary>Remembers whose password was right until the code comes, as Identity does, and which step-up Fraud Protection hears of by it.</summary>
    public Task AwaitCodeAsync(Customer customer, Guid? challenge)
    {
        var identity = new ClaimsIdentity(IdentityConstants.TwoFactorUserIdScheme);
        identity.AddClaim(new Claim(ClaimTypes.Name, customer.Id.ToString())); // where Identity looks for it
        if (challenge is { } id)
            identity.AddClaim(new Claim(Step, id.ToString()));
        return Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(identity));
    }

    /// <summary>The step-up the awaited code ends; null where Fraud Protection was not asked.</summary>
    public async Task<Guid?> AwaitedAsync() =>
        (await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal?.FindFirstValue(Step) is { } step ? Guid.Parse(step) : null;
}
