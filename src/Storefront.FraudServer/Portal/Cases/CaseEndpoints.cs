using System.Globalization;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Cases;

/// <summary>The addresses of queues and cases. Whoever may read sees them; reviewers act.</summary>
internal static class CaseEndpoints
{
    private const string Root = CaseWords.Root;
    private const string One = Root + "/{sequence:long}";

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Root, http => http.ShowAsync<QueuesPage>(Desk(http).Queues(http.May(Policies.Review), Said(http))));
        routes.MapPage(Root + "/decided", http => http.ShowAsync<DecidedPage>(Desk(http).Decided(Page(http))));
        routes.MapPage(Root + "/queue", http => http.ShowAsync<QueuePage>(Desk(http).Queue(Name(http.Request.Query["name"]), Page(http), http.May(Policies.Review), Said(http))));
        routes.MapPage(One, http => ShowAsync(http, new Form()));
        routes.MapForm(Root + "/next", Policies.Review, NextAsync);
        routes.MapForm(One + "/start", Policies.Review, (http, _) => ChangeAsync(http, CaseTables.Start));
        routes.MapForm(One + "/extend", Policies.Review, (http, _) => ChangeAsync(http, CaseTables.Extend));
        routes.MapForm(One + "/return", Policies.Review, ReturnAsync);
        routes.MapForm(One + "/decide", Policies.Review, DecideAsync);
        routes.MapForm(One + "/note", Policies.Review, NoteAsync);
        routes.MapForm(Root + "/bulk", Policies.Review, ChooseAsync);
        routes.MapForm(Root + "/bulk/decide", Policies.Review, DecideAllAsync);
    }

    private static Task ShowAsync(HttpContext http, Form form, string? problem = null, int status = StatusCodes.Status200OK) =>
        Desk(http).Find(Sequence(http), http.Person(), http.May(Policies.Review), form, problem) is { } known ? http.ShowAsync<CasePage>(known, status) : http.NotFoundAsync();

    private static async Task NextAsync(HttpContext http, IFormCollection sent)
    {
        var (queue, by) = (Get<CaseQueues>(http).Of(Name(sent["queue"])), http.Person());
        var next = await Get<Writer>(http).RunAsync(session => new { Sequence = CaseTables.StartNext(session, queue, by) });
        await http.SeeOtherAsync(next.Sequence is { } sequence ? CaseWords.Link(sequence) : $"{queue.Link()}&said=none");
    }

    private static async Task ChangeAsync(HttpContext http, Func<WriteSession, long, Person, string?> change)
    {
        var (sequence, by) = (Sequence(http), http.Person());
        if (await TryAsync(http, session => change(session, sequence, by)) is { } problem)
            await ShowAsync(http, new Form(), problem, StatusCodes.Status409Conflict);
        else
            await http.SeeOtherAsync(CaseWords.Link(sequence));
    }

    private static async Task ReturnAsync(HttpContext http, IFormCollection sent)
    {
        var (sequence, by) = (Sequence(http), http.Person());
        if (await TryAsync(http, session => CaseTables.Return(session, sequence, by)) is { } problem)
            await ShowAsync(http, new Form(), problem, StatusCodes.Status409Conflict);
        else
            await http.SeeOtherAsync($"{Root}?said=returned");
    }

    private static async Task DecideAsync(HttpContext http, IFormCollection sent)
    {
        var form = Form.Of(sent);
        var said = Desk(http).Read(form);
        if (!form.IsFine)
            await ShowAsync(http, form, null, StatusCodes.Status400BadRequest);
        else if (await Get<CaseDecisions>(http).DecideAsync(Sequence(http), http.Person(), said) is { } problem)
            await ShowAsync(http, form, problem, StatusCodes.Status409Conflict);
        else
            await http.SeeOtherAsync(CaseWords.Link(Sequence(http)));
    }

    private static async Task NoteAsync(HttpContext http, IFormCollection sent)
    {
        var (sequence, by, text) = (Sequence(http), http.Person(), sent["text"].ToString().Trim());
        var form = Form.Of(sent).Refuse("text", text.Length is 0 or > CaseDesk.LongestNote ? $"A note has 1 to {CaseDesk.LongestNote.ToString("N0", CultureInfo.InvariantCulture)} characters." : null);
        if (Get<CaseLog>(http).Find(sequence) is null)
        {
            await http.NotFoundAsync();
            return;
        }

        if (!form.IsFine)
        {
            await ShowAsync(http, form, null, StatusCodes.Status400BadRequest);
            return;
        }

        await TryAsync(http, session =>
        {
            CaseTables.Note(session, sequence, by, text);
            return null;
        });
        await http.SeeOtherAsync($"{CaseWords.Link(sequence)}#notes");
    }

    private static async Task ChooseAsync(HttpContext http, IFormCollection sent)
    {
        var model = Desk(http).Bulk(Name(sent["queue"]), Chosen(sent), http.Person().Name, new Form());
        if (model.Cases.Count > 0)
            await http.ShowAsync<BulkPage>(model);
        else
            await http.ShowAsync<QueuePage>(Desk(http).Queue(model.Queue.Name, 1, http.May(Policies.Review), null, "Choose cases that nobody has decided or is looking at."), StatusCodes.Status400BadRequest);
    }

    private static async Task DecideAllAsync(HttpContext http, IFormCollection sent)
    {
        var (form, by) = (Form.Of(sent), http.Person());
        var said = Desk(http).Read(form);
        if (!form.IsFine)
        {
            await http.ShowAsync<BulkPage>(Desk(http).Bulk(Name(sent["queue"]), Chosen(sent), by.Name, form), StatusCodes.Status400BadRequest);
            return;
        }

        var (decided, refused) = await Get<CaseDecisions>(http).DecideAllAsync([.. Chosen(sent).Take(CaseDesk.PageLength)], by, said);
        await http.SeeOtherAsync(string.Create(CultureInfo.InvariantCulture, $"{Get<CaseQueues>(http).Of(Name(sent["queue"])).Link()}&decided={decided}&refused={refused.Count}"));
    }

    private static Task<string?> TryAsync(HttpContext http, Func<WriteSession, string?> change) => Get<Writer>(http).RunAsync(change);

    private static string? Said(HttpContext http) => http.Request.Query["said"].ToString() switch
    {
        "none" => "No case of this queue is free.",
        "returned" => "The case is back in its queue.",
        _ => int.TryParse(http.Request.Query["decided"], NumberStyles.None, CultureInfo.InvariantCulture, out var decided) && int.TryParse(http.Request.Query["refused"], NumberStyles.None, CultureInfo.InvariantCulture, out var refused)
            ? string.Create(CultureInfo.InvariantCulture, $"{decided} decided.{(refused == 0 ? "" : $" {refused} not: somebody else had decided them or was looking at them.")}")
            : null,
    };

    private static IEnumerable<long> Chosen(IFormCollection sent) => sent["case"].Select(text => Number(text, 0)).Where(sequence => sequence > 0).Distinct();

    private static string Name(string? name) => string.IsNullOrWhiteSpace(name) ? CaseQueues.General : name.Trim();

    private static int Page(HttpContext http) => (int)Math.Clamp(Number(http.Request.Query["page"], 1), 1, 10_000);

    private static long Sequence(HttpContext http) => Number(http.GetRouteValue("sequence") as string, 0);

    private static long Number(string? text, long otherwise) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static CaseDesk Desk(HttpContext http) => Get<CaseDesk>(http);

    private static T Get<T>(HttpContext http) where T : notnull => http.RequestServices.GetRequiredService<T>();
}
