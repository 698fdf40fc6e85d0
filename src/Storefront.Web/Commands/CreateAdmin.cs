using Microsoft.AspNetCore.Identity;
using Storefront.Web.Data;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Commands;

/// <summary>The first person who may give others a role. Outside Development there is no other way to become one.</summary>
internal static class CreateAdmin
{
    public static async Task<int> RunAsync(IServiceProvider services, string email, TextReader input)
    {
        await Store.RequireMigratedAsync(services, CancellationToken.None);
        var password = await input.ReadLineAsync();
        if (string.IsNullOrEmpty(password))
            return await RefuseAsync("The password is read from standard input, and nothing came. Example: create-admin anna@shop.example < password.txt");

        await using var scope = services.CreateAsyncScope();
        var customers = scope.ServiceProvider.GetRequiredService<UserManager<Customer>>();
        if (!EmailAddress.IsValid(email))
            return await RefuseAsync($"'{email}' is no email address. Example: create-admin anna@shop.example");
        if (await customers.FindByEmailAsync(email) is not null)
            return await RefuseAsync($"There is an account of {email} already. Another administrator can give it the role.");

        var admin = Customer.Of(email, "", "", services.GetRequiredService<TimeProvider>().GetUtcNow());
        admin.ProveMailbox(admin.CreatedAt);
        var created = await customers.CreateAsync(admin, password);
        if (!created.Succeeded)
            return await RefuseAsync(string.Join(' ', created.Errors.Select(error => error.Description)));

        await customers.AddToRoleAsync(admin, Roles.Administrator);
        await Console.Out.WriteLineAsync($"{email} is an administrator and can sign in.");
        return 0;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}
