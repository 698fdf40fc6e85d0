using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Storefront.Bank.Hosting;
using Storefront.Bank.Pages;
using Storefront.Bank.Storage;

namespace Storefront.Bank.Money;

/// <summary>What the bank did, for a developer at this machine: a page, and the same as JSON for scripts.</summary>
internal static class LedgerPages
{
    private const int PageLength = 50;
    private const int LongestList = 1000;

    public static void MapLedgerPages(this IEndpointRouteBuilder routes)
    {
        var local = routes.MapGroup("").AddEndpointFilter<LocalOnly>();
        local.MapGet("/", ShowNewest);
        local.MapGet("/ledger.json", List);
    }

    private static RazorComponentResult<LedgerPage> ShowNewest(BankDatabase database, string? before)
    {
        var first = !long.TryParse(before, CultureInfo.InvariantCulture, out var sequence);
        var entries = database.Read(connection => connection.NewestEntries(first ? long.MaxValue : sequence, PageLength + 1));
        var more = entries.Count > PageLength;
        return new RazorComponentResult<LedgerPage>(new { Rows = entries.Take(PageLength).Select(Row).ToList(), IsFirst = first, HasOlder = more });
    }

    private static LedgerPage.Row Row(LedgerEntry entry) => new(
        entry.Sequence, entry.At, entry.Operation.ToString(), entry.Outcome, entry.ResponseCode,
        entry.Currency is null ? null : Currencies.Show(entry.Amount, entry.Currency), entry.Reference, entry.Key);

    private static IResult List(BankDatabase database, string? reference, string? after, string? limit)
    {
        _ = long.TryParse(after, CultureInfo.InvariantCulture, out var sequence);
        var most = int.TryParse(limit, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, LongestList) : LongestList;
        return Results.Json(database.Read(connection => connection.EntriesAfter(sequence, reference, most)).Select(entry => new
        {
            entry.Sequence,
            entry.At,
            Operation = entry.Operation.ToString().ToLowerInvariant(),
            IdempotencyKey = entry.Key,
            Amount = entry.Currency is null ? 0 : Currencies.Major(entry.Amount, entry.Currency),
            entry.Currency,
            entry.Outcome,
        }));
    }
}
