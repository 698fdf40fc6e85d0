using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;
using Storefront.Web.Fraud;

namespace Storefront.Web.Tests.Fraud;

/// <summary>The settings hold the vault and a name, never the secret (docs/contract/flows.md C6).</summary>
public sealed class KeyVaultTests
{
    private const string Name = "fraud-protection";
    private const string Right = "local-development-secret";

    [Fact]
    public async Task The_secret_comes_from_the_vault_by_the_name_in_the_settings_C6()
    {
        await using var vault = await Vault.StartAsync();
        vault.Secrets[Name] = Right;
        await using var world = await StartAsync(vault);
        using var guest = world.Guest();

        Assert.Equal("Thank you, Nora. Your order is placed", (await guest.BuyAsync()).Heading);

        Assert.Equal([Name], vault.Asked.Distinct());
        var settings = world.Services.GetRequiredService<IConfiguration>().AsEnumerable();
        Assert.DoesNotContain(settings, setting => setting.Value?.Contains(Right, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_secret_renewed_in_the_vault_is_picked_up_without_a_restart_C6()
    {
        await using var vault = await Vault.StartAsync();
        vault.Secrets[Name] = "the one of last year";
        await using var world = await StartAsync(vault);
        using var guest = world.Guest();
        var attempt = await HeldAsync(world, guest);

        vault.Secrets[Name] = Right;

        await PaidAsync(world, attempt);
    }

    [Fact]
    public async Task A_certificate_comes_from_the_vault_with_its_key_and_a_renewed_one_is_picked_up_without_a_restart_C6()
    {
        using var old = Vault.MakeCertificate("last year");
        using var now = Vault.MakeCertificate("this year");
        var directory = Directory.CreateTempSubdirectory("storefront-vault-").FullName;
        var known = Path.Combine(directory, "known.pem");
        await File.WriteAllTextAsync(known, now.ExportCertificatePem());
        await using var vault = await Vault.StartAsync();
        vault.Secrets[Name] = Convert.ToBase64String(old.Export(X509ContentType.Pfx));
        await using var world = await StartAsync(
            vault,
            ("FraudProtection:KeyVaultSecretName", null), ("FraudProtection:KeyVaultCertificateName", Name),
            ("FraudServer:Credentials:0:Tenant", "11111111-1111-1111-1111-111111111111"), ("FraudServer:Credentials:0:ClientId", "by-certificate"),
            ("FraudServer:Credentials:0:CertificateFile", known), ("FraudServer:Credentials:0:Resource", "https://api.dfp.local"),
            ("FraudServer:Credentials:0:Environments:0", "33333333-3333-3333-3333-333333333333"), ("FraudProtection:ClientId", "by-certificate"));
        using var guest = world.Guest();
        var attempt = await HeldAsync(world, guest);

        vault.Secrets[Name] = Convert.ToBase64String(now.Export(X509ContentType.Pfx));

        await PaidAsync(world, attempt);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_vault_that_is_away_at_the_start_stops_nothing_and_held_orders_go_on_when_it_is_back_C6()
    {
        await using var vault = await Vault.StartAsync();
        vault.Secrets[Name] = Right;
        vault.Away = true;
        await using var world = await StartAsync(vault);
        using var guest = world.Guest();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await guest.Browser.GetAsync("/")).Status);
        var attempt = await HeldAsync(world, guest);

        vault.Away = false;

        await PaidAsync(world, attempt);
    }

    private static Task<World> StartAsync(Vault vault, params (string Key, string? Value)[] more)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["FraudProtection:ClientSecret"] = "",
            ["FraudProtection:KeyVaultUrl"] = vault.Address.ToString(),
            ["FraudProtection:KeyVaultSecretName"] = Name,
            ["FraudProtection:Timeout"] = "00:00:05",
        };
        foreach (var (key, value) in more)
        {
            settings.Remove(key);
            if (value is not null)
                settings[key] = value;
        }

        return World.StartAsync(settings, builder => builder.Services.AddSingleton<VaultDoor>(_ => vault.Client()));
    }

    /// <summary>Without a token there is no answer, and without an answer the order is held.</summary>
    private static async Task<Attempt> HeldAsync(World world, Guest guest)
    {
        await guest.BuyAsync();
        Assert.Equal("We are checking your order", (await guest.FinalOutcomeAsync(TimeSpan.FromSeconds(60))).Heading);
        return await world.LookAsync(db => db.Attempts.AsNoTracking().SingleAsync(attempt => attempt.CheckoutId == guest.Checkout));
    }

    private static Task PaidAsync(World world, Attempt attempt) => World.EventuallyAsync(
        () => world.LookAsync(db => db.Orders.Where(order => order.AttemptId == attempt.Id).Select(order => order.Status).SingleAsync()),
        status => status == OrderStatus.Paid,
        TimeSpan.FromSeconds(90));
}
