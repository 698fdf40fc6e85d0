using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Data;
using Storefront.Web.Features.Outbox;

namespace Storefront.Tests.Web.Hosting;

public sealed class CommandTests
{
    [Fact]
    public async Task An_operator_migrates_lists_the_outbox_and_sends_a_parked_event_again()
    {
        var directory = Directory.CreateTempSubdirectory("shop-").FullName;
        var here = $"--Storage:Directory={directory}";

        var unmigrated = await Child.RunAsync($"outbox list {here}");
        Assert.Equal(1, unmigrated.ExitCode);
        Assert.Contains("dotnet Storefront.Web.dll migrate", unmigrated.Error, StringComparison.Ordinal);
        Assert.Single(Lines(unmigrated.Error));

        long parked, waiting, delivered;
        await using (var shop = await BareShop.StartAsync(directory: directory, keep: true))
        {
            parked = await AddAsync(shop, OutboxState.Parked);
            waiting = await AddAsync(shop, OutboxState.Waiting);
            delivered = await AddAsync(shop, OutboxState.Delivered);

            var list = await Child.RunAsync($"outbox list {here}");
            Assert.Equal(0, list.ExitCode);
            var lines = Lines(list.Output);
            Assert.StartsWith($"{parked} ", lines[1], StringComparison.Ordinal); // what needs a person comes first
            Assert.Contains("400", lines[1], StringComparison.Ordinal);
            Assert.StartsWith($"{waiting} ", lines[2], StringComparison.Ordinal);
            Assert.Equal(lines[0].IndexOf("About", StringComparison.Ordinal), lines[1].IndexOf("purchase-", StringComparison.Ordinal));
            Assert.Equal("1 waiting, 1 parked.", lines[^1]);

            var resent = await Child.RunAsync($"outbox resend {parked} {here}");
            Assert.Equal(0, resent.ExitCode);
            await using var scope = shop.Services.CreateAsyncScope();
            var row = (await scope.ServiceProvider.GetRequiredService<StoreDb>().Outbox.FindAsync(parked))!;
            Assert.Equal(OutboxState.Waiting, row.State);
        }

        var twice = await Child.RunAsync($"outbox resend {delivered} {here}");
        Assert.Equal(1, twice.ExitCode);
        Assert.Contains("was delivered", Assert.Single(Lines(twice.Error)), StringComparison.Ordinal);

        var unknown = await Child.RunAsync("sell-everything");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("migrate, create-admin EMAIL, outbox list, outbox resend ID", Assert.Single(Lines(unknown.Error)), StringComparison.Ordinal);

        Directory.Delete(directory, recursive: true);
    }

    private static async Task<long> AddAsync(BareShop shop, OutboxState state)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var now = DateTimeOffset.UnixEpoch.AddYears(200); // not due: a running sender leaves it alone
        var row = new OutboxEvent
        {
            Key = $"key-{state}", Event = "Purchase", Path = "/v1.0/merchantservices/events/purchase", CorrelationId = "c", Body = "{}", Subject = $"purchase-{state}",
            State = state, CreatedAt = now, DueAt = now, LastStatus = state == OutboxState.Parked ? 400 : null, LastAnswer = "The amount\nis missing.",
        };
        db.Outbox.Add(row);
        await db.SaveChangesAsync();
        return row.Id;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
