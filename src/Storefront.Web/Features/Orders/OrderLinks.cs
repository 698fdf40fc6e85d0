using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Orders;

/// <summary>
/// Signed links by which a guest sees an order: good for 90 days, for that order only, until they are revoked. They open a
/// page and set no session.
/// </summary>
internal sealed class OrderLinks(StoreDb db, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Storefront.OrderLink.v1").ToTimeLimitedDataProtector();

    public async Task<string> KeyAsync(string number, CancellationToken cancellationToken)
    {
        var version = await db.Orders.Where(order => order.Number == number).Select(order => order.LinkVersion).SingleAsync(cancellationToken);
        return Key(number, version);
    }

    public string Key(Order order) => Key(order.Number, order.LinkVersion);

    /// <summary>The order the key opens, or null: forged, expired, revoked, or of another order.</summary>
    public async Task<Order?> OpenAsync(string number, string key, CancellationToken cancellationToken)
    {
        if (key.Length > 500 || Read(key) is not { } content || content.Split('|') is not [var ofNumber, var version] || ofNumber != number)
            return null;

        var order = await db.Orders.AsNoTracking().Include(order => order.Lines).Include(order => order.Changes).AsSplitQuery()
            .SingleOrDefaultAsync(order => order.Number == number, cancellationToken);
        return order?.LinkVersion.ToString(System.Globalization.CultureInfo.InvariantCulture) == version ? order : null;
    }

    private string Key(string number, int version) => protector.Protect($"{number}|{version}", Lifetime);

    private string? Read(string key)
    {
        try
        {
            return protector.Unprotect(key);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
