using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Storefront.Web.Data;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Cart;
using Storefront.Web.Features.Checkout;

namespace Storefront.Web.Features.Developer;

/// <summary>Fills cart and delivery page as a persona would; what follows is the shop as everybody has it.</summary>
internal sealed class PersonaDesk(
    StoreDb db, CartAccess access, CartEditor editor, AccountSignIn signIn, UserManager<Customer> customers, DevelopmentAccounts accounts, TimeProvider clock)
{
    /// <summary>Why it was not done, or null.</summary>
    public async Task<string?> FillAsync(Persona persona, HttpContext http, CancellationToken cancellationToken)
    {
        var customer = await BecomeAsync(persona, http, cancellationToken);
        access.Forget();
        if (await editor.FindAsync(persona.Sku, cancellationToken) is not { } product)
            return $"{persona.Sku} is not sold any more.";
        if (await editor.AddAsync(product, persona.Quantity, cancellationToken) is { } refusal)
            return refusal;

        db.Checkouts.Add(new CheckoutSession
        {
            CartId = access.Id!.Value,
            GuestId = Guid.NewGuid().ToString(),
            CustomerId = customer?.Id,
            Email = persona.Email,
            Shipping = persona.Address,
            ShippingMethod = "Standard",
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    private async Task<Customer?> BecomeAsync(Persona persona, HttpContext http, CancellationToken cancellationToken)
    {
        await accounts.Ready.WaitAsync(cancellationToken);
        if (persona.Account is null || await customers.FindByEmailAsync(persona.Account) is not { } customer)
        {
            await signIn.SignOutAsync();
            http.User = new ClaimsPrincipal(new ClaimsIdentity());
            return null;
        }

        await signIn.SignInAsync(customer, isPersistent: false);
        http.User = await signIn.CreateUserPrincipalAsync(customer);
        return customer;
    }
}
