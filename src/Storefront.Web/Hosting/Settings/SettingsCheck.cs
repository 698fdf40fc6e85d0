using Microsoft.Extensions.Options;

namespace Storefront.Web.Hosting.Settings;

/// <summary>Wrong settings stop the start, all of them at once and before anything else happens.</summary>
internal static class SettingsCheck
{
    public static void AddSettings<T>(this WebApplicationBuilder builder)
        where T : class, ISettings
    {
        builder.Services.AddOptions<T>().Bind(builder.Configuration.GetSection(T.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<T>, Check<T>>();
    }

    /// <summary>Reads a section before there is a container, and refuses it like the start would.</summary>
    public static T ReadSettings<T>(this WebApplicationBuilder builder)
        where T : class, ISettings, new()
    {
        try
        {
            var settings = builder.Configuration.GetSection(T.Section).Get<T>() ?? new();
            return settings.Problems(builder.Environment.IsDevelopment()).ToList() is { Count: > 0 } problems
                ? throw new StartRefusedException(problems)
                : settings;
        }
        catch (InvalidOperationException e)
        {
            throw new StartRefusedException(Unreadable(e), e);
        }
    }

    public static void CheckSettings(this IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException e)
        {
            throw new StartRefusedException([.. e.Failures]);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            throw new StartRefusedException([.. e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)]);
        }
        catch (InvalidOperationException e) when (e.Source?.Contains("Configuration.Binder", StringComparison.Ordinal) == true)
        {
            throw new StartRefusedException(Unreadable(e), e);
        }
    }

    // "Failed to convert configuration value 'maybe' at 'EmbeddedServices:Bank' to type 'System.Boolean'."
    private static string Unreadable(InvalidOperationException e) => e.Message.Replace(":", "__", StringComparison.Ordinal);

    private sealed class Check<T>(IHostEnvironment environment) : IValidateOptions<T>
        where T : class, ISettings
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            options.Problems(environment.IsDevelopment()).ToList() is { Count: > 0 } problems
                ? ValidateOptionsResult.Fail(problems)
                : ValidateOptionsResult.Success;
    }
}
