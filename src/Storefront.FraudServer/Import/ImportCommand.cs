using System.Globalization;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Rules.Commands;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Import;

/// <summary>The command <c>import-events</c>: history from a file of JSON lines, for real or on a copy that is thrown away.</summary>
internal static class ImportCommand
{
    private const int MostTold = 1000;
    private const string Usage = "Run: dotnet Storefront.FraudServer.dll import-events history.ndjson --dry-run";

    public static int Run(string[] words, TextWriter output, TextWriter error)
    {
        var isTrial = words.Contains("--dry-run", StringComparer.Ordinal);
        var environment = words.FirstOrDefault(word => word.StartsWith("--environment-id=", StringComparison.Ordinal))?.Split('=', 2)[1];
        if (words.Where(word => word != "--dry-run" && !word.StartsWith("--environment-id=", StringComparison.Ordinal)).ToArray() is not [var file, .. var options] || file.StartsWith('-'))
            throw new StartException($"import-events wants a file of JSON lines. {Usage}");
        var path = CallerFolder.Resolve(file);
        if (!File.Exists(path))
            throw new StartException($"{path} is not there. {Usage}");

        var result = isTrial ? AtRest.RunOnCopy(options, ImportAsync) : AtRest.Run(options, ImportAsync);
        Print(result, isTrial, output);
        return result.Wrong == 0 ? 0 : 1;

        Task<ImportResult> ImportAsync(IServiceProvider services)
        {
            var told = 0;
            var reader = new LineReader(services.GetRequiredService<MerchantEnvironments>(), services.GetRequiredService<CustomAssessments>(), environment);
            return services.GetRequiredService<EventImport>().RunAsync(path, reader, (line, why) =>
            {
                if (++told <= MostTold)
                    error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: the line {why}"));
                else if (told == MostTold + 1)
                    error.WriteLine($"{file}: there are more such lines, which are counted only");
            }, (done, all) => error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {all:N0}")), Person.AtTheCommandLine(services.GetRequiredService<TimeProvider>()));
        }
    }

    private static void Print(ImportResult result, bool isTrial, TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Kept} events {(isTrial ? "would be imported" : "were imported")}, {result.Known} were there already, {result.Refused} were refused at their time, {result.Wrong} lines are wrong."));
        foreach (var ((rule, clause, decision), events) in result.Decisions)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{events,10} {decision,-9} {(rule.Length == 0 ? "no rule decided" : $"{rule} / {clause}")}"));
    }
}
