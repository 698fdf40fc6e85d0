using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Accounts;

namespace Storefront.Web.Tests.Features.Checkout;

/// <summary>
/// The shop is killed right before and right after each commit of placing an order, started again, and the shopper presses
/// the button once more: never an order without its authorization, a capture without an order, or a lost, doubled or
/// reordered event. A kill between two commits is a kill around an outside call, which is what <see cref="KillTests"/> does.
/// </summary>
public sealed class CommitKillTests
{
    /// <summary>Attempt, lease, six steps of it, each of three events taken and delivered, the mail taken and sent.</summary>
    private const int Commits = 15;

    /// <summary>All of them with --long, a tenth otherwise.</summary>
    public static TheoryData<int, bool, bool> KillPoints()
    {
        var all = from commit in Enumerable.Range(1, Commits) from after in new[] { false, true } from embedded in new[] { true, false } select (commit, after, embedded);
        var isLong = Environment.GetEnvironmentVariable("STOREFRONT_LONG_TESTS") is not null;
        var data = new TheoryData<int, bool, bool>();
        foreach (var (point, index) in all.Select((point, index) => (point, index)))
        {
            if (isLong || index % 10 == 2)
                data.Add(point.commit, point.after, point.embedded);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(KillPoints))]
    public async Task A_shop_killed_around_a_commit_finishes_what_it_began(int commit, bool after, bool embedded)
    {
        var directory = Directory.CreateTempSubdirectory("storefront-kill-").FullName;
        var world = World.At(directory, World.FreePorts(4));
        var settings = world.Settings(new Dictionary<string, string?>
        {
            ["FraudProtection:Timeout"] = "00:00:20", // a busy machine is no lost answer
            ["FraudProtection:TrustedCertificateFile"] = Path.Combine(directory, "fraud-server", "certificate.pem"),
            ["EmbeddedServices:FraudServer"] = embedded.ToString(),
            ["EmbeddedServices:Bank"] = embedded.ToString(),
        });
        await using var apart = embedded ? null : await Neighbours.StartAsync(settings, directory);

        var shop = await ShopProcess.StartDyingAsync(commit, after, settings, world.ShopAddress);
        try
        {
            using var guest = new Guest(world);
            await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
            var review = await guest.ToReviewAsync();
            var post = guest.PlaceAsync(review);
            await World.EventuallyAsync(() => Task.FromResult(shop.IsDead), dead => dead, TimeSpan.FromSeconds(60));
            await Task.WhenAny(post);

            if (!embedded)
                await new Aftermath(world).HoldsWhileDeadAsync();
            shop.Dispose();
            shop = await ShopProcess.StartAsync(settings, world.ShopAddress);
            await guest.PlaceAsync(review);

            await new Aftermath(world).IsWholeAsync();
        }
        finally
        {
            shop.Dispose();
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task Placing_an_order_takes_no_more_commits_than_the_shop_is_killed_at()
    {
        var watch = new CommitWatch((_, _) => { });
        await using var world = await World.StartAsync(new Dictionary<string, string?> { ["FraudProtection:Timeout"] = "00:00:20" }, builder => builder.Services.AddSingleton<IInterceptor>(watch));
        await world.Services.GetRequiredService<DevelopmentAccounts>().Ready; // their commit is not one of an order
        using var guest = world.Guest();

        await guest.BuyAsync();

        var purchase = (await world.ReceivedAsync()).First(row => row.Event == "Purchase").Text("purchaseId");
        await world.EventuallyReceivedAsync(purchase, 4);
        await World.EventuallyAsync(
            () => world.LookAsync(db => Task.FromResult((db.Outbox.Count(row => row.DeliveredAt == null), db.Mail.Count(mail => mail.SentAt == null)))), left => left is (0, 0));
        Assert.Equal(Commits, watch.Done);
    }
}
