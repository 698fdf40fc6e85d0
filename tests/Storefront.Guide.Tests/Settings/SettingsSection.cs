using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Storefront.Bank;
using Storefront.FraudProtection;
using Storefront.FraudServer.Settings;
using Storefront.Web.Hosting.Settings;
using Storefront.Web.Payments;
using ServiceCheck = Storefront.FraudServer.Settings.SettingsCheck;

namespace Storefront.Tests.Guide.Settings;

/// <summary>One section of a program's configuration: the classes it is read into, and what the program says about it at the start.</summary>
internal sealed record SettingsSection(string Program, string Name, IReadOnlyList<Type> Classes, Func<IConfiguration, bool, IEnumerable<string>> Refuse)
{
    public static IReadOnlyList<SettingsSection> All { get; } =
    [
        new("library", "FraudProtection", [typeof(FraudProtectionOptions)], Library),
        .. Shop(),
        new("service", FraudServerSettings.Section, [typeof(FraudServerSettings)], Service),
        new("bank", "Bank", [typeof(BankOptions)], Bank),
    ];

    // Each class that checks itself, whatever feature it belongs to, and the one that another class checks.
    private static IEnumerable<SettingsSection> Shop() =>
        typeof(ISettings).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(ISettings)) && type != typeof(DevelopmentCredentials)) // refuses keys of the library
            .GroupBy(type => (string)type.GetProperty(nameof(ISettings.Section))!.GetValue(null)!)
            .Select(same => new SettingsSection("shop", same.Key, [.. same.OrderBy(type => type.Name, StringComparer.Ordinal)], (settings, development) => same.SelectMany(type => Checked(type, same.Key, settings, development))))
            .Append(new("shop", PaymentOptions.Section, [typeof(PaymentOptions)], Payments))
            .OrderBy(section => section.Name, StringComparer.Ordinal);

    private static IEnumerable<string> Checked(Type type, string section, IConfiguration settings, bool development) =>
        ((ISettings)(settings.GetSection(section).Get(type) ?? Activator.CreateInstance(type)!)).Problems(development);

    private static IEnumerable<string> Payments(IConfiguration settings, bool development)
    {
        var rules = new PaymentOptionsRules(new HostingEnvironment { EnvironmentName = development ? Environments.Development : Environments.Production });
        var options = settings.GetSection(PaymentOptions.Section).Get<PaymentOptions>() ?? new();
        rules.PostConfigure(null, options);
        return rules.Validate(null, options).Failures ?? [];
    }

    private static IEnumerable<string> Library(IConfiguration settings, bool development)
    {
        using var services = new ServiceCollection().AddFraudProtection(settings.GetSection("FraudProtection")).BuildServiceProvider();
        var options = settings.GetSection("FraudProtection").Get<FraudProtectionOptions>() ?? new();
        options.Enabled = true;
        return services.GetServices<IValidateOptions<FraudProtectionOptions>>().SelectMany(check => check.Validate(null, options).Failures ?? []);
    }

    private static IEnumerable<string> Service(IConfiguration settings, bool development) =>
        ServiceCheck.Problems(settings.GetSection(FraudServerSettings.Section).Get<FraudServerSettings>() ?? new(), development ? Environments.Development : Environments.Production);

    // The bank names one problem at a time: a usable key lets it come to the others.
    private static IEnumerable<string> Bank(IConfiguration settings, bool development)
    {
        try
        {
            BankOptions.Read(settings.GetSection("Bank"), development);
            return [];
        }
        catch (StartRefusedException e)
        {
            return [e.Message];
        }
    }
}
