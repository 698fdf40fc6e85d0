using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;

namespace Storefront.Web.Features.Labels;

/// <summary>Finds what somebody names and says of it what they know.</summary>
internal sealed class LabelDesk(StoreDb db, LabelBook book, ILookupNormalizer names, OutboxSignal signal, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <summary>How much of an address names its line of events.</summary>
    public const int LongestKey = 80;

    /// <summary>The form has no mistakes by itself; null when the label is given.</summary>
    public async Task<Refusal?> GiveAsync(LabelForm form, string by, CancellationToken cancellationToken)
    {
        var about = form.About!.Trim();
        var (meaning, what) = (form.Meaning!.Value, LabelWords.ObjectOf(form.Meaning!.Value));
        var found = form.NamesAnAddress ? await ByAddressAsync(what, about, cancellationToken) : await ByOrderAsync(what, about, cancellationToken);
        if (found is null)
            return new Refusal(form.NamesAnAddress ? $"Nobody has an account with {about}. If they bought as a guest, name the order." : $"There is no order {about}.");
        if (form.Money > found.Attempt?.Total)
            return new Refusal("The amount is more than the order's.");

        var isReport = meaning == LabelMeaning.SchemeReport;
        var isPeriod = meaning is LabelMeaning.AccountTakeover or LabelMeaning.StolenCard;
        var label = new FraudLabel
        {
            Id = form.Id,
            At = clock.GetUtcNow(),
            About = what,
            ObjectId = found.ObjectId,
            Meaning = meaning,
            OrderNumber = found.Attempt?.OrderNumber,
            Processor = isReport ? form.Processor!.Trim() is { Length: > 100 } many ? many[..100] : form.Processor!.Trim() : null,
            Amount = isReport ? form.Money ?? found.Attempt?.Total : null,
            Currency = isReport ? found.Attempt?.Snapshot.Currency : null,
            From = isPeriod && NoticeForm.Day(form.From) is { } from ? new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero) : null,
            Until = isPeriod && NoticeForm.Day(form.Until) is { } until ? new DateTimeOffset(until.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : null,
            Note = (form.Note ?? "").Trim(),
            By = by,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await book.AddAsync(label, found.Key, found.Attempt?.CorrelationId ?? Guid.NewGuid().ToString(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Set();
        return null;
    }

    /// <summary>The newest first. Of several on one thing only the newest counts.</summary>
    public async Task<LabelListPage> PageAsync(int page, CancellationToken cancellationToken)
    {
        var labels = db.Labels.AsNoTracking();
        var rows = await labels.OrderByDescending(label => label.At).ThenBy(label => label.Id).Skip((page - 1) * PageSize).Take(PageSize + 1)
            .Select(label => new LabelRow(label, labels.Any(later => later.About == label.About && later.ObjectId == label.ObjectId && later.At > label.At))).ToListAsync(cancellationToken);
        return new LabelListPage(page, [.. rows.Take(PageSize)], rows.Count > PageSize);
    }

    private async Task<Found?> ByOrderAsync(LabelObject what, string number, CancellationToken cancellationToken)
    {
        var attempt = await db.Attempts.AsNoTracking().SingleOrDefaultAsync(attempt => db.Orders.Any(order => order.AttemptId == attempt.Id && order.Number == number), cancellationToken);
        return attempt is null ? null : new Found(attempt.OutboxKey, attempt, what switch
        {
            LabelObject.Purchase => attempt.PurchaseId,
            LabelObject.Card => Fraud.PurchaseEvents.InstrumentId(attempt.Snapshot),
            _ => attempt.Snapshot.UserId,
        });
    }

    private async Task<Found?> ByAddressAsync(LabelObject what, string address, CancellationToken cancellationToken)
    {
        if (what == LabelObject.Email)
            return new Found(address.Length > LongestKey ? address[..LongestKey] : address, null, address);

        var normalized = names.NormalizeEmail(address);
        var id = await db.Users.Where(customer => customer.NormalizedEmail == normalized).Select(customer => (Guid?)customer.Id).SingleOrDefaultAsync(cancellationToken);
        return id is null ? null : new Found(id.Value.ToString(), null, id.Value.ToString());
    }

    /// <param name="Key">Whose events the label stands in line with.</param>
    /// <param name="Attempt">The purchase it was found by.</param>
    /// <param name="ObjectId">As Fraud Protection knows it.</param>
    private sealed record Found(string Key, Attempt? Attempt, string ObjectId);
}

internal sealed record LabelRow(FraudLabel Label, bool IsSuperseded);

internal sealed record LabelListPage(int Page, IReadOnlyList<LabelRow> Rows, bool HasMore);
