using System.Globalization;
using System.Text;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Rules.Commands;
using Storefront.FraudServer.Rules.Lists;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Portal.Migration;

/// <summary>The command <c>compatibility</c>: rule files and lists, line by line. Lists that are named before a rule file are there for it.</summary>
internal static class CompatibilityCommand
{
    private const string Usage = "Run: dotnet Storefront.FraudServer.dll compatibility lists/countries.csv rules.fql";

    public static int Run(string[] words, TextWriter output)
    {
        var files = words.TakeWhile(word => !word.StartsWith('-')).ToList();
        if (files.Count == 0)
            throw new StartException($"compatibility wants files of rules, and lists as .csv. {Usage}");
        var paths = files.ConvertAll(file => (Name: file, Path: CallerFolder.Resolve(file)));
        if (paths.Find(file => !File.Exists(file.Path)) is { Path: not null } missing)
            throw new StartException($"{missing.Path} is not there. {Usage}");
        var never = AtRest.Run(words[files.Count..], services => Task.FromResult(Print(paths, services.GetRequiredService<Compatibility>(), output)));
        return never == 0 ? 0 : 1;
    }

    private static int Print(List<(string Name, string Path)> files, Compatibility compatibility, TextWriter output)
    {
        var (brought, lines) = (new List<CustomList>(), new List<LineReport>());
        foreach (var (name, path) in files)
        {
            var report = Report(path, compatibility, brought);
            lines.AddRange(report.Lines);
            foreach (var line in report.Lines.Where(line => line.Why.Count > 0))
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}:{line.Number}: {line.Fate switch { Fate.Same => "runs as it is", Fate.Different => "runs differently", _ => "cannot run" }}: {string.Join("; ", line.Why)}"));
        }

        int Count(Fate fate) => lines.Count(line => line.Fate == fate);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count(Fate.Same)} lines run as they are, {Count(Fate.Different)} differently, {Count(Fate.Never)} cannot run"));
        return Count(Fate.Never);
    }

    private static CompatibilityReport Report(string path, Compatibility compatibility, List<CustomList> brought)
    {
        string text;
        try
        {
            text = File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            return new([new(1, "", Fate.Never, ["The file is not UTF-8 text."])], "");
        }

        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            return compatibility.OfRules(text, brought);
        var name = Path.GetFileNameWithoutExtension(path);
        var report = Compatibility.OfList(name, text, SupportList.Names.Contains(name, StringComparer.OrdinalIgnoreCase), out var list);
        if (list is not null)
            brought.Add(list);
        return report;
    }
}
