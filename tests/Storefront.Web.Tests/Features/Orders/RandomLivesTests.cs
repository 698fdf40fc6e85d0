using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Refunds;
using Xunit.Abstractions;

namespace Storefront.Web.Tests.Features.Orders;

/// <summary>
/// Orders live through random sequences of everything that can be done to them, also twice and at the same time: money and
/// stock always add up, in the shop and at the bank, and what is over stays as it is.
/// </summary>
public sealed class RandomLivesTests(AfterSaleWorld running, ITestOutputHelper output) : IClassFixture<AfterSaleWorld>
{
    private const int StepsPerLife = 12;

    private World World => running.World;

    [Fact]
    public async Task Money_and_stock_add_up_whatever_happens_to_orders()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("STOREFRONT_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"The seed is {seed}; STOREFRONT_SEED={seed} repeats it.");
        var random = new Random(seed);
        using var guest = World.Guest();
        await guest.AddAsync("cafe-mug", "KIT-CAFE-CREAM");
        await guest.AddAsync("tent-pegs", "TLS-PEG-10");
        await guest.PlaceAndWaitAsync(await guest.ToReviewAsync());
        var like = await Sold.ByAsync(World, guest);
        await World.LookAsync(db => db.Variants.Where(variant => variant.Sku == "KIT-CAFE-CREAM" || variant.Sku == "TLS-PEG-10").ExecuteUpdateAsync(set => set.SetProperty(variant => variant.Stock, 100_000)));

        for (var left = Environment.GetEnvironmentVariable("STOREFRONT_LONG_TESTS") is null ? 15 : 150; left > 0; left--)
            await LiveAsync(await OrderLife.BeginAsync(World, random, like.Attempt), seed);

        foreach (var line in like.Attempt.Snapshot.Lines)
        {
            var gone = await World.LookAsync(db => db.Orders.Where(order => order.Id != like.Id).SelectMany(order => order.Lines).Where(row => row.VariantId == line.VariantId).SumAsync(row => row.Quantity - row.Restocked));
            Assert.Equal(100_000 - gone, await Sold.StockAsync(World, line.Sku));
        }
    }

    private async Task LiveAsync(OrderLife life, int seed)
    {
        try
        {
            var before = await life.Sold.OrderAsync();
            for (var step = 0; step < StepsPerLife; step++)
            {
                await life.StepAsync();
                var after = await life.Sold.OrderAsync();
                Assert.True(Rank(after) >= Rank(before), $"{before.Status} became {after.Status}.");
                if (before.IsOver)
                    Assert.Equal(Picture(before), Picture(after));
                await ChecksOutAsync(after);
                before = after;
            }

            await life.SettleAsync();
            await BankAgreesAsync(life.Sold);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}, order {life.Sold.Number}: {string.Join(" → ", life.Story)}", e);
        }
    }

    private async Task ChecksOutAsync(Order order)
    {
        Assert.InRange(order.GivenBack, 0, order.Captured);
        Assert.True(order.Captured == 0 || order.Captured == order.Total);
        Assert.All(order.Lines, line =>
        {
            Assert.InRange(line.Shipped + line.CalledOff, 0, line.Quantity);
            Assert.InRange(line.Delivered, 0, line.Shipped);
            Assert.InRange(line.Returned + line.AskedBack, 0, line.Shipped);
            Assert.InRange(line.Restocked, 0, line.CalledOff + line.Returned);
        });
        var promised = await World.LookAsync(async db => (await db.Refunds.Where(refund => refund.OrderId == order.Id && (refund.State == RefundState.Paying || refund.State == RefundState.Paid)).Select(refund => refund.Amount).ToListAsync()).Sum());
        var lost = await LostAsync(order);
        Assert.True(order.IsOver ? promised + lost <= order.GivenBack && order.GivenBack == order.Captured : promised + lost == order.GivenBack, $"Refunds of {promised}, {lost} lost and {order.GivenBack} given back.");
    }

    /// <summary>No case of the bank asks for more than was taken, each goes along the arrows of the contract, and what is lost stays lost.</summary>
    /// <returns>What the bank took that had not been given back before.</returns>
    private async Task<decimal> LostAsync(Order order)
    {
        var cases = await World.LookAsync(db => db.Chargebacks.AsNoTracking().Include(chargeback => chargeback.Steps).Where(chargeback => chargeback.OrderId == order.Id).ToListAsync());
        Assert.All(cases, chargeback =>
        {
            Assert.InRange(chargeback.Amount, 0.01m, order.Captured);
            Assert.InRange(chargeback.PaidTwice, 0, chargeback.Amount);
            var steps = chargeback.Steps.OrderBy(step => step.Number).Select(step => step.Status).ToList();
            Assert.Equal((ChargebackStatus.Inquiry, chargeback.Status), (steps[0], steps[^1]));
            Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.Contains(pair.Second, Chargeback.Arrows(pair.First)));
        });
        return cases.Where(chargeback => chargeback.Status == ChargebackStatus.Accepted).Sum(chargeback => chargeback.Amount - chargeback.PaidTwice);
    }

    /// <summary>What the bank kept is what the shop believes to have.</summary>
    private async Task BankAgreesAsync(Sold sold)
    {
        var order = await sold.OrderAsync();
        var rows = (await World.LedgerAsync(sold.Attempt.OutboxKey)).Where(row => row.Outcome == "Approved").ToList();
        var taken = rows.Where(row => row.Operation.Equals("capture", StringComparison.OrdinalIgnoreCase)).Sum(row => row.Amount);
        var back = taken == 0 ? 0 : rows.Where(row => row.Operation.ToLowerInvariant() is "refund" or "void").Sum(row => row.Amount);
        Assert.Equal((order.Captured, order.GivenBack), (taken, back + await LostAsync(order)));
        Assert.True(rows.Count(row => row.Operation.Equals("capture", StringComparison.OrdinalIgnoreCase)) <= 1);
    }

    // How far an order is. It never goes back.
    private static int Rank(Order order) => order.Status switch
    {
        OrderStatus.InReview => 0,
        OrderStatus.Confirmed => 1,
        OrderStatus.Paid => 2,
        OrderStatus.Shipped => 3,
        OrderStatus.Delivered => 4,
        _ => 5,
    };

    private static string Picture(Order order) =>
        $"{order.Status} {order.Captured} {order.GivenBack} " + string.Join(' ', order.Lines.OrderBy(line => line.Id).Select(line => $"{line.Shipped}/{line.Delivered}/{line.CalledOff}/{line.AskedBack}/{line.Returned}/{line.Restocked}"));
}
