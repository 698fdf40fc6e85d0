using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Storefront.Tests.Guide.Settings;

/// <summary>What may be written into a setting, learned from the program: it is given nothing, then nonsense, and its refusals are read.</summary>
internal static partial class SettingLimits
{
    public static string InWords(SettingsSection section, Setting setting)
    {
        var (always, outside) = (IsRequired(section, setting, development: true), IsRequired(section, setting, development: false));
        var said = Nonsense(setting).SelectMany(wrong => Refusals(section, setting, development: false, (setting.Key, wrong))).Select(Limit).OfType<string>();
        return string.Join("; ", said.Prepend(always ? "required" : outside ? "required outside Development" : "").Where(words => words.Length > 0).Distinct(StringComparer.Ordinal));
    }

    // A list or a dictionary needs an entry before anything is said about its members.
    private static bool IsRequired(SettingsSection section, Setting setting, bool development) =>
        Refusals(section, setting, development, (setting.Key[..setting.Key.LastIndexOf(':')] + ":Unknown", "1")).Any();

    private static IEnumerable<string> Refusals(SettingsSection section, Setting setting, bool development, (string Key, string Value) given)
    {
        var name = new Regex($"[:_]{setting.Property.Name}\\b", RegexOptions.CultureInvariant);
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:Directory"] = Path.GetTempPath(), // else the check makes a folder
            [given.Key] = given.Value,
        };
        if (section.Name == "Bank" && setting.Property.Name != "MerchantKey")
            settings["Bank:MerchantKey"] = "sixteen-or-more-letters";
        return section.Refuse(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), development).Select(problem => problem.Split("xample")[0]).Where(problem => name.IsMatch(problem)).ToList(); // an example may name another key
    }

    private static string[] Nonsense(Setting setting) => setting.Type switch
    {
        _ when setting.Type == typeof(int) => ["-2147483648", "2147483647"],
        _ when setting.Type == typeof(decimal) => ["-1"],
        _ when setting.Type == typeof(TimeSpan) => ["-1.00:00:00", "9999.00:00:00"],
        _ when setting.Type == typeof(Uri) => ["ftp://wrong.example", "http://wrong.example"],
        _ when setting.Type == typeof(string) && setting.Key != "Storage:Directory" => ["§"],
        _ => [],
    };

    private static string? Limit(string refusal) =>
        Said().Match(refusal) is { Success: true } match && match.Groups[1].Value is var words and not "set" ? words.Replace("not be ", "not ", StringComparison.Ordinal) : null;

    [GeneratedRegex(@"(?:must (?:be |lie )?|; give |; |missing or (?:no|not an) )(.+?)(?=\. |\.$|, for |; |: |$)")]
    private static partial Regex Said();
}
