using System.Globalization;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Publishing;

namespace Storefront.FraudServer.Configuration;

/// <summary>Reads the rules of a folder; they are compiled with the lists the folder brings.</summary>
internal sealed class RulesPlan(ActiveRules rules, RuleCompiler compiler, RuleVersions versions, Publisher publisher, AccessPlan access)
{
    public void Read(ConfigFolder folder, ConfigPlan plan, Person by)
    {
        var replaced = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (folder.Has(ConfigFolder.Rules))
            Read(folder, ConfigFolder.Rules, "", plan, by, replaced);
        foreach (var file in folder.Files(ConfigFolder.RulesOf, ".fql"))
        {
            if (access.EnvironmentNamed(Path.GetFileNameWithoutExtension(file)) is not { } environmentId)
                throw ConfigException.At(file, 1, $"There is no environment of this ID in {ConfigFolder.Environments}, nor here.");
            Read(folder, file, environmentId, plan, by, replaced);
        }

        // Rules the folder says nothing about go on deciding, with its lists.
        foreach (var (name, text, assessment) in rules.Texts.Where(stays => !rules.InForce.All.Any(own => own.Name == stays.Name && replaced.Contains(own.EnvironmentId))))
            if (compiler.Compile(text, name, assessment, plan.Library).Diagnostics.FirstOrDefault(d => d.IsError) is { } broken)
                throw new ConfigException($"The rules that stay cannot do with the lists of the folder: {broken}");
        foreach (var stays in rules.InForce.All.Where(own => own.EnvironmentId.Length > 0 && !replaced.Contains(own.EnvironmentId)))
            plan.Remarks.Add($"{stays.Name} stays in force: the folder has no rules for {stays.EnvironmentId}");
    }

    private void Read(ConfigFolder folder, string file, string environmentId, ConfigPlan plan, Person by, HashSet<string> replaced)
    {
        var text = folder.Text(file);
        if (text.Length > RuleCompiler.LongestText)
            throw ConfigException.At(file, 1, "The text is longer than 512 KB.");
        var compiled = compiler.Compile(text, file, null, plan.Library);
        if (compiled.Book is not { } book)
            throw new ConfigException(string.Join(Environment.NewLine, compiled.Diagnostics.Where(d => d.IsError)));
        replaced.Add(environmentId);
        var number = versions.LastNumber(environmentId);
        if (number > 0 && versions.Find(environmentId, number)!.Text == text)
            return;
        var version = publisher.Version(environmentId, book, text, $"Imported from {Path.GetFileName(folder.Root.TrimEnd(Path.DirectorySeparatorChar))}", number, by);
        plan.Change(string.Create(CultureInfo.InvariantCulture, $"{file}: {PublishedRules.NameOf(environmentId, number + 1)} is published"), session =>
        {
            if (!Publisher.Keep(session, version, by))
                throw new ConfigException($"{file}: somebody published meanwhile. Look at what is in force now, then import again.");
        });
    }
}
