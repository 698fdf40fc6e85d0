using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Cart;
using Storefront.Web.Features.Catalog;
using Storefront.Web.Features.CatalogDesk;
using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Fulfilment;
using Storefront.Web.Features.Labels;
using Storefront.Web.Features.Mail;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Features.Profile;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Returns;
using Storefront.Web.Features.Reviews;
using Storefront.Web.Features.Settings;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Data;

/// <summary>Everything the shop remembers. One model, one derived context per provider (for its migrations).</summary>
public abstract class StoreDb(DbContextOptions options) : IdentityDbContext<Customer, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Variant> Variants => Set<Variant>();

    public DbSet<CustomerAddress> Addresses => Set<CustomerAddress>();

    public DbSet<SavedCard> Cards => Set<SavedCard>();

    public DbSet<ShoppingCart> Carts => Set<ShoppingCart>();

    public DbSet<CartLine> CartLines => Set<CartLine>();

    public DbSet<CheckoutSession> Checkouts => Set<CheckoutSession>();

    public DbSet<Attempt> Attempts => Set<Attempt>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderTerm> OrderTerms => Set<OrderTerm>();

    public DbSet<Shipment> Shipments => Set<Shipment>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<ReturnRequest> Returns => Set<ReturnRequest>();

    public DbSet<OutboxEvent> Outbox => Set<OutboxEvent>();

    public DbSet<MailMessage> Mail => Set<MailMessage>();

    public DbSet<SettingsVersion> SettingsVersions => Set<SettingsVersion>();

    public DbSet<ReviewCase> ReviewCases => Set<ReviewCase>();

    public DbSet<ReviewNote> ReviewNotes => Set<ReviewNote>();

    public DbSet<Chargeback> Chargebacks => Set<Chargeback>();

    public DbSet<FraudLabel> Labels => Set<FraudLabel>();
    public DbSet<AccountChallenge> AccountChallenges => Set<AccountChallenge>();
    public DbSet<EndedSession> EndedSessions => Set<EndedSession>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<CatalogImport> CatalogImports => Set<CatalogImport>();

    public DbSet<KeyVaultEntry> KeyVaultEntries => Set<KeyVaultEntry>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(StoreDb).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<decimal>().HaveConversion<MinorUnits>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<string>().HaveMaxLength(200);
    }

    /// <summary>Money is stored as whole hundredths: no provider rounds it, and sums are exact.</summary>
    internal sealed class MinorUnits() : ValueConverter<decimal, long>(
        money => decimal.ToInt64(money * 100m),
        units => Money(units))
    {
        public static decimal Money(long units) => units / 100m;
    }

    /// <summary>Instants are stored in UTC, in a form that every provider can sort.</summary>
    internal sealed class UtcInstant() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));
}

/// <summary>The shop's data in a SQLite file.</summary>
public sealed class SqliteStoreDb(DbContextOptions<SqliteStoreDb> options) : StoreDb(options);

/// <summary>The shop's data in SQL Server.</summary>
public sealed class SqlServerStoreDb(DbContextOptions<SqlServerStoreDb> options) : StoreDb(options);
