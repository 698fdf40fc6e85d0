using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Chargebacks;

public enum ChargebackPart
{
    /// <summary>The bank waits for us.</summary>
    Due,

    /// <summary>We wait for the bank.</summary>
    Disputed,

    All,
}

/// <summary>The chargebacks: those that are due with the most urgent first, the others with the newest first.</summary>
internal sealed class ChargebackList(StoreDb db, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <summary>Nobody counts further.</summary>
    public const int CountLimit = 1000;

    public async Task<ChargebackListPage> PageAsync(ChargebackPart part, int page, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var counts = new Dictionary<ChargebackPart, int>();
        foreach (var each in Enum.GetValues<ChargebackPart>())
            counts[each] = await Matching(each).Take(CountLimit + 1).CountAsync(cancellationToken);

        var matching = Matching(part);
        var sorted = part == ChargebackPart.Due
            ? matching.OrderBy(chargeback => chargeback.DueOn).ThenBy(chargeback => chargeback.RecordedAt)
            : matching.OrderByDescending(chargeback => chargeback.RecordedAt).ThenBy(chargeback => chargeback.Id);
        return new ChargebackListPage(
            part,
            page,
            counts,
            await sorted.Include(chargeback => chargeback.Order).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken),
            await Matching(ChargebackPart.Due).Where(chargeback => chargeback.DueOn < today).Take(CountLimit + 1).CountAsync(cancellationToken),
            today);
    }

    private IQueryable<Chargeback> Matching(ChargebackPart part) => part switch
    {
        ChargebackPart.Due => db.Chargebacks.AsNoTracking().Where(chargeback => chargeback.IsDue),
        ChargebackPart.Disputed => db.Chargebacks.AsNoTracking().Where(chargeback => chargeback.Status == ChargebackStatus.Disputed),
        _ => db.Chargebacks.AsNoTracking(),
    };
}

internal sealed record ChargebackListPage(
    ChargebackPart Part, int Page, IReadOnlyDictionary<ChargebackPart, int> Counts, IReadOnlyList<Chargeback> Rows, int Overdue, DateOnly Today)
{
    public int Pages => (Math.Min(Counts[Part], ChargebackList.CountLimit) + ChargebackList.PageSize - 1) / ChargebackList.PageSize;
}
