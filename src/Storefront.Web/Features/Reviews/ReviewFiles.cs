using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;
using Storefront.Web.Fraud;

namespace Storefront.Web.Features.Reviews;

/// <summary>Gathers what a reviewer needs to decide on one order.</summary>
internal sealed class ReviewFiles(StoreDb db, SimilarOrders similar, FraudConnection fraud, TimeProvider clock)
{
    private const int NotesShown = 200;

    /// <summary>Null where there is no such order, or it was never held.</summary>
    public Task<long?> IdAsync(string number, CancellationToken cancellationToken) =>
        db.Orders.Where(order => order.Number == number && db.Attempts.Any(attempt => attempt.Id == order.AttemptId && attempt.Hold))
            .Select(order => (long?)order.Id).SingleOrDefaultAsync(cancellationToken);

    public async Task<ReviewFile?> OpenAsync(string number, Reviewer who, CancellationToken cancellationToken)
    {
        if (await IdAsync(number, cancellationToken) is not { } id)
            return null;

        var order = await db.Orders.AsNoTracking().Include(order => order.Lines).Include(order => order.Changes).AsSplitQuery().SingleAsync(order => order.Id == id, cancellationToken);
        var attempt = await db.Attempts.AsNoTracking().SingleAsync(attempt => attempt.Id == order.AttemptId, cancellationToken);
        var tries = await db.Attempts.AsNoTracking().CountAsync(other => other.CheckoutId == attempt.CheckoutId, cancellationToken);
        return new ReviewFile
        {
            Order = order,
            Attempt = attempt,
            Tries = tries,
            Case = await db.ReviewCases.AsNoTracking().SingleOrDefaultAsync(review => review.OrderId == id, cancellationToken),
            Notes = await db.ReviewNotes.AsNoTracking().Where(note => note.OrderId == id).OrderBy(note => note.At).Take(NotesShown).ToListAsync(cancellationToken),
            Similar = await similar.FindAsync(attempt, cancellationToken),
            CustomerSince = order.CustomerId is { } customer
                ? await db.Users.Where(found => found.Id == customer).Select(found => (DateTimeOffset?)found.CreatedAt).SingleOrDefaultAsync(cancellationToken)
                : null,
            Who = who,
            Now = clock.GetUtcNow(),
            ByDefault = HoldEnd.Word(fraud.HoldDefaultAction),
        };
    }

    /// <summary>How the review of an order ended; null while it goes on.</summary>
    public async Task<ReviewEnd?> EndAsync(string number, CancellationToken cancellationToken)
    {
        var row = await (
            from order in db.Orders.AsNoTracking().Where(order => order.Number == number)
            join attempt in db.Attempts.AsNoTracking() on order.AttemptId equals attempt.Id
            join found in db.ReviewCases.AsNoTracking() on order.Id equals found.OrderId into cases
            from review in cases.DefaultIfEmpty()
            select new { attempt, review }).SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : ReviewEnd.Of(row.attempt, row.review);
    }
}

internal sealed record ReviewFile
{
    public required Order Order { get; init; }

    public required Attempt Attempt { get; init; }

    /// <summary>How often the shopper tried to place this order.</summary>
    public required int Tries { get; init; }

    public required ReviewCase? Case { get; init; }

    public required IReadOnlyList<ReviewNote> Notes { get; init; }

    public required IReadOnlyList<SimilarOrder> Similar { get; init; }

    public required DateTimeOffset? CustomerSince { get; init; }

    public required Reviewer Who { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required string ByDefault { get; init; }

    /// <summary>Why the last thing that was asked for was not done.</summary>
    public string? Refused { get; init; }

    /// <summary>What was typed with it.</summary>
    public string Typed { get; init; } = "";

    /// <summary>The order decided just before this one, and how.</summary>
    public (string Number, ReviewEnd End)? Last { get; init; }

    public Guid FormId { get; } = Guid.NewGuid();

    public ReviewReason Reason => ReviewReason.Of(Attempt);

    public ReviewEnd? End => ReviewEnd.Of(Attempt, Case);

    public bool IsMine => Case?.IsClaimedBy(Who, Now) == true;

    public bool IsAnothers => Case?.IsClaimedByAnother(Who, Now) == true;

    /// <summary>Whether this person may decide now.</summary>
    public bool CanDecide => End is null && !IsAnothers;

    /// <summary>Shipping and billing, line by line.</summary>
    public IReadOnlyList<AddressLine> Addresses
    {
        get
        {
            var (to, bill) = (Order.Purchase.Shipping, Order.Purchase.Billing);
            return
            [
                new("Name", $"{to.FirstName} {to.LastName}", $"{bill.FirstName} {bill.LastName}"),
                new("Street", $"{to.Street} {to.Street2}".Trim(), $"{bill.Street} {bill.Street2}".Trim()),
                new("City", to.City, bill.City),
                new("Region", to.Region, bill.Region),
                new("Postal code", to.PostalCode, bill.PostalCode),
                new("Country", to.Country, bill.Country),
            ];
        }
    }
}

internal sealed record AddressLine(string Name, string Shipping, string Billing)
{
    public bool Differs => !string.Equals(Shipping, Billing, StringComparison.OrdinalIgnoreCase);
}
