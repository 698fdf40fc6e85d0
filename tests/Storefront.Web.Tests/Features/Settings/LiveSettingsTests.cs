using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.FraudProtection.Events;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Features.Settings;

namespace Storefront.Web.Tests.Features.Settings;

/// <summary>A change of the settings takes hold without a restart, for all of a connection at once, and everywhere.</summary>
public sealed class LiveSettingsTests
{
    [Fact]
    public async Task Orders_before_a_change_go_to_the_old_endpoint_and_orders_after_it_to_the_new_one()
    {
        await using var world = await World.StartAsync();
        await using var elsewhere = await Proxy.StartAsync(world.ServiceAddress);
        using var before = world.Guest();
        await before.BuyAsync();
        Assert.Equal(0, elsewhere.Calls);

        await SaveAsync(world, values => values with { Test = values.Test with { Url = elsewhere.Address.ToString() } });
        var tried = elsewhere.Calls;
        using var after = world.Guest();
        await after.BuyAsync();

        Assert.Equal(1, tried);                                // the change was tried before it was saved
        await World.EventuallyAsync(() => Task.FromResult(elsewhere.Calls), calls => calls >= 5);
        Assert.Equal("Placed", (await AttemptAsync(world, after)).Outcome.ToString());
    }

    [Fact]
    public async Task An_order_in_the_middle_of_a_change_ends_on_the_connection_it_began_with()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var guest = world.Guest();
        await guest.AddAsync("ridgeway-2", "TNT-RIDGE-2-MOSS");
        var review = await guest.ToReviewAsync();
        var (arrived, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        world.Fraud.Behaviour = async call =>
        {
            arrived.TrySetResult();
            await goOn.Task;
            await call.PassOnAsync();
        };

        var placing = guest.PlaceAsync(review);
        await arrived.Task;
        await SaveAsync(world, values => values with { Enabled = false });
        goOn.SetResult();
        await placing;
        await guest.FinalOutcomeAsync();

        var attempt = await AttemptAsync(world, guest);
        Assert.Equal(AttemptOutcome.Placed, attempt.Outcome);
        Assert.Equal("Approve", attempt.Decision);
    }

    [Fact]
    public async Task Switched_off_nothing_is_asked_and_what_waits_stays_until_it_is_switched_on()
    {
        await using var world = await World.StartBehindAProxyAsync();
        using var first = world.Guest();
        world.Fraud.Behaviour = call => call.Path.EndsWith("/PurchaseStatus", StringComparison.OrdinalIgnoreCase) ? call.AnswerAsync(503, "") : call.PassOnAsync();
        await first.BuyAsync();
        var stuck = await AttemptAsync(world, first);

        await SaveAsync(world, values => values with { Enabled = false });
        using var second = world.Guest();
        await second.BuyAsync();

        var unasked = await AttemptAsync(world, second);
        Assert.Null(unasked.PurchaseBody);
        Assert.Empty(await world.ReceivedAsync(unasked.PurchaseId));
        Assert.NotEqual(OutboxState.Delivered, await world.LookAsync(db => db.Outbox.Where(row => row.Key == stuck.OutboxKey && row.Event == "PurchaseStatus").Select(row => row.State).SingleAsync()));

        world.Fraud.Behaviour = call => call.PassOnAsync();
        await SaveAsync(world, values => values with { Enabled = true });
        await world.EventuallyReceivedAsync(stuck.PurchaseId, 4);
    }

    [Fact]
    public async Task A_second_instance_follows_and_of_two_who_change_the_same_version_the_second_is_told()
    {
        await using var world = await World.StartAsync();
        await using var other = await world.StartAnotherShopAsync();

        var saved = await SaveAsync(world, values => values with { AssessmentType = AssessmentType.Evaluate });
        var late = await SaveAsync(other, values => values with { HoldAtScore = 700 });

        Assert.IsType<SettingsSaved.InForce>(saved);
        Assert.Equal("one@storefront.example", Assert.IsType<SettingsSaved.Overtaken>(late).By);
        await World.EventuallyAsync(() => Task.FromResult(other.Services.GetRequiredService<LiveSettings>().Current), live => live is { Version: 1, Fraud.Mode: AssessmentType.Evaluate });
        using var guest = other.Guest();
        guest.Email = "nora+reject@example.com";
        await guest.BuyAsync();
        var attempt = await AttemptAsync(world, guest);
        Assert.Equal((AttemptOutcome.Placed, "Reject", AssessmentType.Evaluate), (attempt.Outcome, attempt.Decision, attempt.Mode));
    }

    [Fact]
    public async Task Saved_settings_win_over_the_files_at_the_next_start_too()
    {
        await using var world = await World.StartAsync();
        await SaveAsync(world, values => values with { AssessmentType = AssessmentType.Evaluate, ReviewHours = 5 });

        await world.RestartAsync();

        var live = world.Services.GetRequiredService<LiveSettings>().Current;
        Assert.Equal((1, AssessmentType.Evaluate, TimeSpan.FromHours(5)), (live.Version, live.Fraud.Mode, live.Fraud.Policy.ReviewTime));
    }

    [Fact]
    public async Task What_the_start_would_refuse_is_refused_and_changes_nothing()
    {
        await using var world = await World.StartAsync();

        var saved = await SaveAsync(world, values => values with { Test = new("http://fraud.example.test"), HoldAtScore = 4000 });

        Assert.Equal(2, Assert.IsType<SettingsSaved.Wrong>(saved).Problems.Count);
        Assert.Equal(0, world.Services.GetRequiredService<LiveSettings>().Current.Version);
        Assert.Equal(0, await world.LookAsync(db => db.SettingsVersions.CountAsync()));
    }

    [Fact]
    public async Task Settings_that_lead_nowhere_are_saved_only_by_somebody_who_insists()
    {
        await using var world = await World.StartAsync();

        var saved = await SaveAsync(world, values => values with { Test = new("http://127.0.0.1:1") });

        var test = Assert.IsType<SettingsSaved.NoConnection>(saved).Test;
        Assert.True(test.HasToken);
        Assert.Contains("could not be reached", test.Message, StringComparison.Ordinal);
        Assert.Equal(0, world.Services.GetRequiredService<LiveSettings>().Current.Version);
        Assert.IsType<SettingsSaved.InForce>(await SaveAsync(world, values => values with { Test = new("http://127.0.0.1:1") }, insist: true));
    }

    private static async Task<SettingsSaved> SaveAsync(World world, Func<FraudSettings, FraudSettings> change, bool insist = false)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var now = world.Services.GetRequiredService<LiveSettings>().Current;
        return await scope.ServiceProvider.GetRequiredService<SaveSettings>().RunAsync(change(now.Values), now.Version, insist, "one@storefront.example", _ => { }, default);
    }

    private static Task<Attempt> AttemptAsync(World world, Guest guest) =>
        world.LookAsync(db => db.Attempts.AsNoTracking().SingleAsync(attempt => attempt.CheckoutId == guest.Checkout));
}
