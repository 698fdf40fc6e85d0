using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Web.Tests.Features.AuditLog;

/// <summary>What staff did can be found and taken along, and nobody can change it.</summary>
public sealed class AuditLogTests
{
    [Fact]
    public async Task Entries_are_found_by_who_what_subject_and_day_and_exported()
    {
        await using var world = await World.StartAsync();
        using var admin = await world.SignInAsync(People.Administrator);
        await admin.Browser.PressAsync(await admin.Browser.GetAsync("/admin/settings"), "Save settings", ("HoldAtScore", "700"));
        await admin.Browser.PressAsync(await admin.Browser.GetAsync("/admin/catalog/cafe-mug"), "Save product", ("Variants[0].AdjustBy", "3"));

        Assert.Equal(2, Rows(await admin.Browser.GetAsync("/admin/audit")));
        Assert.Equal(1, Rows(await admin.Browser.GetAsync("/admin/audit?subject=product+cafe")));
        Assert.Equal(1, Rows(await admin.Browser.GetAsync("/admin/audit?what=Settings+saved&who=admin@")));
        Assert.Equal(0, Rows(await admin.Browser.GetAsync("/admin/audit?who=support@")));
        Assert.Equal(0, Rows(await admin.Browser.GetAsync("/admin/audit?to=2020-01-01")));
        var file = await admin.Browser.GetAsync("/admin/audit.csv?what=Product+changed");
        Assert.Equal(2, file.Html.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("product cafe-mug", file.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_itself_refuses_to_change_or_remove_an_entry()
    {
        await using var world = await World.StartAsync();
        using var admin = await world.SignInAsync(People.Administrator);
        await admin.Browser.PressAsync(await admin.Browser.GetAsync("/admin/settings"), "Save settings", ("HoldAtScore", "700"));

        await Assert.ThrowsAsync<SqliteException>(() => world.LookAsync(db => db.AuditEntries.ExecuteDeleteAsync()));
        await Assert.ThrowsAsync<SqliteException>(() => world.LookAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE AuditEntries SET Actor = 'nobody'")));

        Assert.Equal(People.Administrator, await world.LookAsync(db => db.AuditEntries.Select(entry => entry.Actor).SingleAsync()));
    }

    private static int Rows(Page page) => page.Document.QuerySelectorAll("tbody tr").Length;
}
