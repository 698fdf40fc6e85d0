using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Reviews;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Reviews;

/// <summary>A decision is whole or it is not there.</summary>
public sealed class InterruptedDecisionTests
{
    [Fact]
    public async Task A_decision_that_could_not_be_stored_has_changed_nothing_and_can_be_made_again()
    {
        var cut = new PowerCut();
        await using var world = await World.StartAsync(adapt: builder => builder.Services.AddSingleton<IInterceptor>(cut));
        var sold = await world.HoldAsync();
        using var reviewer = await world.SignInAsync(People.Reviewer);
        var page = await reviewer.OpenAsync(sold);
        Assert.Equal(3, (await sold.ReceivedAsync(3)).Count);

        cut.IsNear = true;
        Assert.Equal(HttpStatusCode.InternalServerError, (await reviewer.Browser.PressAsync(page, "Reject", ("reason", "fraud"))).Status);

        Assert.Equal(OrderStatus.InReview, (await sold.OrderAsync()).Status);
        Assert.Equal((0, 0, 0), await world.LookAsync(async db => (
            await db.ReviewCases.CountAsync(), await db.Labels.CountAsync(), await db.AuditEntries.CountAsync(entry => entry.Subject == $"order {sold.Number}"))));
        Assert.Equal(["authorize approved"], await sold.LedgerAsync(1));

        cut.IsNear = false;
        await reviewer.Browser.PressAsync(page, "Reject", ("reason", "fraud"));
        Assert.Equal(["authorize approved", "void approved"], await sold.LedgerAsync(2));
        Assert.Equal(6, (await sold.ReceivedAsync(6)).Count);
    }

    /// <summary>Strikes right before a decision is committed.</summary>
    private sealed class PowerCut : DbTransactionInterceptor
    {
        public volatile bool IsNear;

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            IsNear && eventData.Context!.ChangeTracker.Entries<ReviewCase>().Any(review => review.Entity.Judgement is not null)
                ? throw new IOException("The power is gone.")
                : ValueTask.FromResult(result);
    }
}
