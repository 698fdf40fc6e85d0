using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Data;
using Storefront.Web.Features.Staff;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Staff;

public sealed class AuditTrailTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task What_was_done_is_written_with_the_change_it_tells_of_and_never_changed()
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();

        scope.ServiceProvider.GetRequiredService<AuditTrail>().Record("Price changed", "product cafe-mug", new { Price = 12.5m }, new { Price = 14m, By = OrderSide.Staff });
        Assert.Equal(0, await db.AuditEntries.CountAsync(entry => entry.Subject == "product cafe-mug")); // not before the change itself
        await db.SaveChangesAsync();

        var entry = await db.AuditEntries.SingleAsync(found => found.Subject == "product cafe-mug");
        Assert.Equal(("the shop", """{"price":12.5}""", """{"price":14,"by":"Staff"}"""), (entry.Actor, entry.Before, entry.After));
        db.Entry(entry).Property(nameof(AuditEntry.Action)).CurrentValue = "Nothing happened";
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    private enum OrderSide
    {
        Staff,
    }
}
