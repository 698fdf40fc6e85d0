using System.Globalization;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.DataSubjects;

/// <summary>What the page of data subjects shows. What is held is there once somebody was looked for.</summary>
public sealed record DataSubjectsModel(Form Form, HeldSummary? Held, IReadOnlyList<ErasureRequest> Requests);

/// <summary>Everything that is held of somebody: looked at, taken along, erased. For administrators. No address names the person.</summary>
internal static class DataSubjectEndpoints
{
    public const string Address = "/portal/data-subjects";
    private const int MostRequests = 50;

    public static void MapDataSubjects(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, http => ShowAsync(http, new Form { ["kind"] = DataSubject.User }, null), Policies.Administer);
        routes.MapForm(Address + "/find", Policies.Administer, (http, sent) => WithSubjectAsync(http, sent, (form, subject) =>
            ShowAsync(http, form, Get<SubjectSearch>(http).Find(subject, http.RequestAborted))));
        routes.MapForm(Address + "/export", Policies.Administer, (http, sent) => WithSubjectAsync(http, sent, (_, subject) => ExportAsync(http, subject)));
        routes.MapForm(Address + "/erase", Policies.Administer, (http, sent) => WithSubjectAsync(http, sent, (form, subject) => EraseAsync(http, form, subject)));
    }

    private static Task WithSubjectAsync(HttpContext http, IFormCollection sent, Func<Form, DataSubject, Task> inside)
    {
        var form = Form.Of(sent);
        if (DataSubject.Of(form["kind"], form["value"]) is { } subject)
            return inside(form, subject);
        form.Refuse("value", form["kind"] == DataSubject.Email ? "Give an e-mail address." : $"Give an ID of at most {DataSubject.Longest} characters.");
        return ShowAsync(http, form, null);
    }

    private static async Task ExportAsync(HttpContext http, DataSubject subject)
    {
        var bytes = Get<SubjectExport>(http).Write(Get<SubjectSearch>(http).Find(subject, http.RequestAborted));
        var by = http.Person();
        await Get<Writer>(http).RunAsync(session =>
        {
            by.Record(session, "data-subject.export", "data subject", null, new { subject.Kind });
            return 0;
        });
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"data-subject-{by.At:yyyy-MM-dd}.json\"");
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static async Task EraseAsync(HttpContext http, Form form, DataSubject subject)
    {
        if (form["sure"] != "1")
        {
            await ShowAsync(http, form.Refuse("sure", "Say that you mean it: this cannot be taken back."), Get<SubjectSearch>(http).Find(subject, http.RequestAborted));
            return;
        }

        // Sent twice it is one request.
        if (!Get<ErasureRequests>(http).Open().Any(open => open.Kind == subject.Kind && open.Value == subject.Value))
            await Get<ErasureRequests>(http).AddAsync(subject, form["blocked"] == "1", http.Person());
        Get<ErasureQueue>(http).Ring();
        await http.SeeOtherAsync(Address);
    }

    private static Task ShowAsync(HttpContext http, Form form, HeldData? held) => http.ShowAsync<DataSubjectsPage>(
        new DataSubjectsModel(form, held?.Summary, Get<ErasureRequests>(http).Last(MostRequests)), form.IsFine ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static T Get<T>(HttpContext http) where T : notnull => http.RequestServices.GetRequiredService<T>();
}
