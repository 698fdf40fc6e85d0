using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Accounts;

/// <summary>
/// The five accounts of Development. They are made once the shop has opened, for hashing a password takes longer than a start may;
/// signing in waits for them.
/// </summary>
internal sealed class DevelopmentAccounts(
    IServiceScopeFactory scopes, IHostEnvironment environment, TimeProvider clock) : BackgroundService
{
    public const string Password = "Only-for-development-1";

    private static readonly (string Email, string FirstName, string LastName, string? Role)[] Accounts =
    [
        ("admin@storefront.example", "Ada", "Ministrator", Roles.Administrator),
        ("reviewer@storefront.example", "Rhea", "Viewer", Roles.Reviewer),
        ("support@storefront.example", "Sam", "Port", Roles.Support),
        ("shopper-a@storefront.example", "Anna", "Shopper", null),
        ("shopper-b@storefront.example", "Bela", "Shopper", null),
    ];

    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Until they are there; outside Development nothing is waited for.</summary>
    public Task Ready => environment.IsDevelopment() ? ready.Task : Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PlantAsync(stoppingToken);
            ready.SetResult();
        }
        catch (OperationCanceledException)
        {
            ready.TrySetCanceled(stoppingToken);
        }
        catch (Exception e)
        {
            ready.TrySetException(e);
            throw;
        }
    }

    private async Task PlantAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var emails = Accounts.Select(account => account.Email).ToList();
        var there = await db.Users.Where(customer => emails.Contains(customer.Email!)).Select(customer => customer.Email!).ToListAsync(cancellationToken);
        if (there.Count == Accounts.Length)
            return;

        var names = scope.ServiceProvider.GetRequiredService<ILookupNormalizer>();
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Customer>>().HashPassword(new(), Password); // one for all: it is no secret
        foreach (var (email, firstName, lastName, role) in Accounts.Where(account => !there.Contains(account.Email)))
        {
            var customer = Customer.Of(email, firstName, lastName, clock.GetUtcNow());
            customer.NormalizedEmail = names.NormalizeEmail(email);
            customer.NormalizedUserName = names.NormalizeName(email);
            customer.ProveMailbox(customer.CreatedAt);
            customer.LockoutEnabled = true;
            customer.PasswordHash = hash;
            customer.SecurityStamp = Guid.NewGuid().ToString("N");
            db.Users.Add(customer);
            if (role is not null)
                db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = customer.Id, RoleId = Roles.All.Single(found => found.Name == role).Id });
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
