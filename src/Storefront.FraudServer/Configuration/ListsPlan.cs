using System.Globalization;
using System.Text.RegularExpressions;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Rules.Lists;

namespace Storefront.FraudServer.Configuration;

/// <summary>Reads the lists of a folder.</summary>
internal sealed partial class ListsPlan(ListFolder lists)
{
    public void Read(ConfigFolder folder, ConfigPlan plan)
    {
        foreach (var file in folder.Files(ConfigFolder.Lists, ".csv"))
            Read(folder, file, plan, isSupport: false, (name, reader) =>
            {
                if (SupportList.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                    throw new FormatException($"A support list stands in {ConfigFolder.SupportLists}.");
                var list = CustomList.Read(name, reader);
                plan.Library.Put(list);
                return list.Count;
            });
        foreach (var file in folder.Files(ConfigFolder.SupportLists, ".csv"))
            Read(folder, file, plan, isSupport: true, (name, reader) =>
            {
                if (!SupportList.Names.Contains(name, StringComparer.Ordinal))
                    throw new FormatException($"There is no support list of this name, but {string.Join(", ", SupportList.Names)}.");
                var list = SupportListFile.Read(name, reader);
                plan.Library.Put(list);
                return list.Count;
            });
    }

    private void Read(ConfigFolder folder, string file, ConfigPlan plan, bool isSupport, Func<string, TextReader, int> read)
    {
        var (name, text) = (Path.GetFileNameWithoutExtension(file), folder.Text(file));
        var here = lists.FileOf(name, isSupport);
        try
        {
            using var reader = new StringReader(text);
            var rows = read(name, reader);
            if (File.Exists(here) && File.ReadAllText(here) == text)
                return;
            plan.Change(string.Create(CultureInfo.InvariantCulture, $"{file}: {(File.Exists(here) ? "replaced" : "new")}, {rows} rows"), _ => { });
            plan.Lists.Add((name, isSupport, text));
        }
        catch (FormatException e)
        {
            throw ConfigException.At(file, Row().Match(e.Message) is { Success: true } row ? int.Parse(row.Groups["row"].Value, CultureInfo.InvariantCulture) : 1, e.Message);
        }
    }

    [GeneratedRegex(@"^Row (?<row>\d+):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
