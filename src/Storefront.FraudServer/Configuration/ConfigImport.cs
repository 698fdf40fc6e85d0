using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.Lists;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Resources;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Configuration;

/// <summary>
/// Takes a folder over: everything is read and checked first, then it is one transaction, then lists are put in their place. What is
/// here and not in the folder stays. A second run of the same folder changes nothing.
/// </summary>
internal sealed class ConfigImport(
    ActiveRules rules, ListFolder lists, ListWriter files, FraudServerSettings settings, AccessPlan access, RulesPlan rulesPlan, Writer writer)
{
    /// <summary>Throws <see cref="ConfigException"/> with file and line when something in the folder is wrong; then nothing was changed.</summary>
    public Task<ConfigPlan> RunAsync(ConfigFolder folder, bool isTrial, Person by) => files.AloneAsync(async () =>
    {
        var plan = new ConfigPlan { Library = lists.Lists.Copy() };
        ReadSettings(folder, plan);
        new ListsPlan(lists).Read(folder, plan);
        access.ReadEnvironments(folder, plan, by);
        access.ReadCredentials(folder, plan, by);
        rulesPlan.Read(folder, plan, by);
        if (!isTrial && plan.Changes.Count > 0)
            await DoAsync(folder, plan, by);
        return plan;
    });

    private async Task DoAsync(ConfigFolder folder, ConfigPlan plan, Person by)
    {
        var beside = new List<(string Written, string Name, bool IsSupport)>();
        try
        {
            foreach (var (name, isSupport, text) in plan.Lists)
            {
                beside.Add((files.Beside(name, isSupport), name, isSupport));
                Hosting.PrivateFile.Write(beside[^1].Written, text);
            }

            await writer.RunAsync(session =>
            {
                foreach (var step in plan.Steps)
                    step(session);
                by.Record(session, "config.import", Path.GetFileName(folder.Root.TrimEnd(Path.DirectorySeparatorChar)), null, new { plan.Changes });
                return plan.Steps.Count;
            });
            foreach (var (written, name, isSupport) in beside)
                files.Replace(written, name, isSupport);
        }
        finally
        {
            foreach (var (written, _, _) in beside)
                File.Delete(written);
        }
    }

    private void ReadSettings(ConfigFolder folder, ConfigPlan plan)
    {
        if (rules.IsFile)
            throw new StartException($"The setting FraudServer:RulesFile says that {rules.Name} decides. Take the setting away to import a configuration.");
        if (!folder.Has(ConfigFolder.Settings))
            throw ConfigException.At(ConfigFolder.Settings, 1, "This file is not there, so this is no folder that export-config wrote.");
        var (told, here) = (folder.Read<SettingsPart>(ConfigFolder.Settings), SettingsPart.Of(settings));
        if (told.Format != SettingsPart.Newest)
            throw ConfigException.At(ConfigFolder.Settings, folder.LineOf(ConfigFolder.Settings, "\"format\""), $"The format {told.Format} is not known to this program, which reads {SettingsPart.Newest}.");
        foreach (var (name, days) in told.Retention.Where(t => here.Retention.TryGetValue(t.Key, out var now) && now != t.Value))
            plan.Remarks.Add($"{ConfigFolder.Settings}: {name} is {days} there and {here.Retention[name]} here; it is changed by FraudServer__Retention__{name}={days}");
        foreach (var queue in told.Queues.Except(here.Queues))
            plan.Remarks.Add(here.Queues.Any(known => known.Name.Equals(queue.Name, StringComparison.OrdinalIgnoreCase))
                ? $"{ConfigFolder.Settings}: the queue {queue.Name} works otherwise here; it is changed in FraudServer:Cases:Queues (order {queue.Order}, time-out {queue.TimeOutHours} h, then {queue.DefaultAction})"
                : $"{ConfigFolder.Settings}: the queue {queue.Name} is not in the settings here");
        foreach (var (what, there, now) in new[] { ("assessment", told.Assessments, here.Assessments), ("external call", told.ExternalCalls, here.ExternalCalls) })
            foreach (var name in there.Except(now, StringComparer.Ordinal))
                plan.Remarks.Add($"{ConfigFolder.Settings}: the {what} {name} is not in the settings here");
    }
}
