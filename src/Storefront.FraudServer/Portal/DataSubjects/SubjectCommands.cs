using System.Text;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.DataSubjects;

/// <summary>The commands <c>export-subject</c> and <c>erase-subject</c>.</summary>
internal static class SubjectCommands
{
    private const string BlockedToo = "--blocked-too";

    public static int Export(string[] words, TextWriter output)
    {
        var (subject, options) = Subject(words, "export-subject");
        var document = AtRest.Run(options, async services =>
        {
            var bytes = services.GetRequiredService<SubjectExport>().Write(services.GetRequiredService<SubjectSearch>().Find(subject, CancellationToken.None));
            var by = Person.AtTheCommandLine(services.GetRequiredService<TimeProvider>());
            await services.GetRequiredService<Writer>().RunAsync(session =>
            {
                by.Record(session, "data-subject.export", "data subject", null, new { subject.Kind });
                return 0;
            });
            return Encoding.UTF8.GetString(bytes);
        });
        output.WriteLine(document);
        return 0;
    }

    public static int Erase(string[] words, TextWriter output)
    {
        var (subject, options) = Subject([.. words.Where(word => word != BlockedToo)], "erase-subject");
        var done = AtRest.Run(options, async services =>
        {
            var requests = services.GetRequiredService<ErasureRequests>();
            var by = Person.AtTheCommandLine(services.GetRequiredService<TimeProvider>());
            var id = await requests.AddAsync(subject, words.Contains(BlockedToo, StringComparer.Ordinal), by);
            await services.GetRequiredService<Erasure>().RunAsync(requests.Find(id)!, CancellationToken.None);
            return requests.Find(id)!;
        });
        output.WriteLine($"Data subject {done.Id} is erased: {done.Result}");
        return 0;
    }

    private static (DataSubject Subject, string[] Options) Subject(string[] words, string command) =>
        words is [['-', '-', .. var kind], var value, .. var options] && DataSubject.Of(kind, value) is { } subject
            ? (subject, options)
            : throw new StartException($"{command} wants --user ID, --email ADDRESS or --event ID. Run: dotnet Storefront.FraudServer.dll {command} --email nora@example.com");
}
