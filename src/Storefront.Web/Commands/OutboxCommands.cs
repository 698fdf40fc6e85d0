using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;
using Storefront.Web.Features.Outbox;

namespace Storefront.Web.Commands;

/// <summary>What an operator sees and does about events that Fraud Protection was not told of yet.</summary>
internal static class OutboxCommands
{
    private const int AtMost = 200;

    public static async Task<int> ListAsync(IServiceProvider services)
    {
        await Store.RequireMigratedAsync(services, CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var open = db.Outbox.AsNoTracking().Where(row => row.State == OutboxState.Waiting || row.State == OutboxState.Parked);
        var total = await open.CountAsync();
        var parked = await open.CountAsync(row => row.State == OutboxState.Parked);
        var shown = await open.OrderBy(row => row.State == OutboxState.Parked ? 0 : 1).ThenBy(row => row.Id).Take(AtMost).ToListAsync();

        if (shown.Count > 0)
            await Console.Out.WriteLineAsync(Line("ID", "State", "Event", "About", "Tries", "Status", "Next try", "Last answer"));
        foreach (var row in shown)
            await Console.Out.WriteLineAsync(Line(row.Id, row.State, row.Event, row.Subject, row.Tries, row.LastStatus, NextTry(row), Short(row.LastAnswer)));
        await Console.Out.WriteLineAsync(total == 0
            ? "Nothing waits and nothing is parked."
            : $"{total - parked} waiting, {parked} parked{(total > shown.Count ? $"; the first {shown.Count} are shown" : "")}.");
        return 0;
    }

    public static async Task<int> ResendAsync(IServiceProvider services, string id)
    {
        await Store.RequireMigratedAsync(services, CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return await RefuseAsync($"'{id}' is no ID. outbox list prints the IDs.");

        // One conditional statement, for a running shop may be at the same row.
        var changed = await db.Outbox.Where(row => row.Id == number && row.State == OutboxState.Parked).ExecuteUpdateAsync(row => row
            .SetProperty(found => found.State, OutboxState.Waiting)
            .SetProperty(found => found.DueAt, now)
            .SetProperty(found => found.Tries, 0));
        if (changed == 1)
        {
            await Console.Out.WriteLineAsync($"Event {number} waits again; a running shop sends it within a minute.");
            return 0;
        }

        var state = await db.Outbox.Where(row => row.Id == number).Select(row => (OutboxState?)row.State).SingleOrDefaultAsync();
        return await RefuseAsync(state switch
        {
            null => $"There is no event {number}. outbox list prints the IDs.",
            OutboxState.Delivered => $"Event {number} was delivered; it is not sent twice.",
            OutboxState.Withdrawn => $"Event {number} told of somebody whose account was erased; nothing of it is left to send.",
            _ => $"Event {number} waits already.",
        });
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }

    private static string Line(object id, object state, string name, string about, object tries, object? status, string next, string answer) =>
        string.Create(CultureInfo.InvariantCulture, $"{id,-8} {state,-9} {name,-18} {about,-38} {tries,5} {status,6}  {next,-20}  {answer}").TrimEnd();

    private static string NextTry(OutboxEvent row) =>
        row.State == OutboxState.Parked ? "-" : row.DueAt.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Short(string? answer) =>
        answer is null ? "" : answer.ReplaceLineEndings(" ") is { Length: > 60 } many ? many[..59] + "…" : answer.ReplaceLineEndings(" ");
}
