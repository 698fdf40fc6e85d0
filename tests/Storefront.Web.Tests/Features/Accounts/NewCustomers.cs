using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Accounts;

/// <summary>Accounts for tests that would spoil the shared ones.</summary>
internal static class NewCustomers
{
    /// <summary>A shopper with the usual password, whose mailbox is proven. The answer is the address.</summary>
    public static Task<string> AddCustomerAsync(this Shop shop, string name, string? role = null) => AddCustomerAsync(shop.Services, name, role);

    public static Task<string> AddCustomerAsync(this World world, string name, string? role = null) => AddCustomerAsync(world.Services, name, role);

    private static async Task<string> AddCustomerAsync(IServiceProvider services, string name, string? role)
    {
        await using var scope = services.CreateAsyncScope();
        var customers = scope.ServiceProvider.GetRequiredService<UserManager<Customer>>();
        var customer = Customer.Of($"{name}-{Guid.NewGuid():N}@example.com", "Nora", "Ellery", DateTimeOffset.UtcNow);
        customer.ProveMailbox(customer.CreatedAt);
        Assert.True((await customers.CreateAsync(customer, People.Password)).Succeeded);
        if (role is not null)
            Assert.True((await customers.AddToRoleAsync(customer, role)).Succeeded);
        return customer.Email!;
    }
}
