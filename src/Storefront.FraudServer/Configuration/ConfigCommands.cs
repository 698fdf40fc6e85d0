using System.Globalization;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Rules.Commands;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Configuration;

/// <summary>The commands <c>export-config</c> and <c>import-config</c>.</summary>
internal static class ConfigCommands
{
    private static readonly string[] Words = ["--with-support-lists", "--with-hashes", "--dry-run"];

    public static int Export(string[] words, TextWriter output)
    {
        var (folder, options) = Folder(words, "export-config");
        var choice = new ConfigChoice(words.Contains("--with-support-lists", StringComparer.Ordinal), words.Contains("--with-hashes", StringComparer.Ordinal));
        return AtRest.Run(options, async services =>
        {
            services.GetRequiredService<ConfigExport>().Write(folder, choice);
            var by = Person.AtTheCommandLine(services.GetRequiredService<TimeProvider>());
            await services.GetRequiredService<Storage.Writer>().RunAsync(session =>
            {
                by.Record(session, "config.export", Path.GetFileName(folder.Root.TrimEnd(Path.DirectorySeparatorChar)), null, choice);
                return 0;
            });
            output.WriteLine($"{folder.Root} holds the configuration.");
            return 0;
        });
    }

    public static int Import(string[] words, TextWriter output, TextWriter error)
    {
        var (folder, options) = Folder(words, "import-config");
        var isTrial = words.Contains("--dry-run", StringComparer.Ordinal);
        if (!Directory.Exists(folder.Root))
            throw new StartException($"{folder.Root} is not there. Run: dotnet Storefront.FraudServer.dll import-config /var/lib/fraud/config --dry-run");
        try
        {
            var plan = AtRest.Run(options, services => services.GetRequiredService<ConfigImport>()
                .RunAsync(folder, isTrial, Person.AtTheCommandLine(services.GetRequiredService<TimeProvider>())));
            foreach (var change in plan.Changes)
                output.WriteLine(change);
            foreach (var remark in plan.Remarks)
                output.WriteLine($"note: {remark}");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Changes.Count} {(plan.Changes.Count == 1 ? "change" : "changes")}{(isTrial ? ", nothing done" : "")}."));
            return 0;
        }
        catch (ConfigException e)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }

    private static (ConfigFolder Folder, string[] Options) Folder(string[] words, string command) =>
        words.Except(Words, StringComparer.Ordinal).ToArray() is [var folder, .. var options] && !folder.StartsWith('-')
            ? (new ConfigFolder(CallerFolder.Resolve(folder)), options)
            : throw new StartException($"{command} wants a folder. Run: dotnet Storefront.FraudServer.dll {command} /var/lib/fraud/config");
}
