using Serilog;
using Serilog.Formatting.Json;

namespace Storefront.FraudServer.Hosting;

/// <summary>The service as a program of its own: where its settings, its data and its words go.</summary>
internal static class Alone
{
    public static Surroundings Surroundings(string[] args)
    {
        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build();
        var environment = EnvironmentName(args);
        var root = ContentRoot();
        return new(configuration, environment, DataDirectory(configuration, root), logging => Log(logging, configuration, environment))
        {
            Urls = configuration["urls"] is { Length: > 0 } urls ? urls : null,
            OwnsProcess = true,
        };
    }

    /// <summary>Says what runs where, in Development to a person, in Production to the log.</summary>
    public static void Announce(WebApplication app, string directory)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(FraudServer));
        Announcement.Listening(log, string.Join(" and ", app.Urls), directory);
        if (app.Environment.IsDevelopment())
            Announcement.Page(log, app.Urls.First(), Path.Combine(directory, "certificate.pem"));
    }

    private static string DataDirectory(IConfiguration configuration, string root) =>
        Path.Combine(root, configuration["Storage:Directory"] is { Length: > 0 } set ? set : "data", "fraud-server");

    /// <summary>The project's folder under <c>dotnet run</c>, else the program's own: never the folder of whoever calls.</summary>
    private static string ContentRoot()
    {
        var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..")); // above bin/Debug/net10.0
        return File.Exists(Path.Combine(project, "Storefront.FraudServer.csproj")) ? project : AppContext.BaseDirectory;
    }

    // Read by itself: a variable that is called just ENVIRONMENT is somebody else's.
    private static string EnvironmentName(string[] args) =>
        new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()["environment"] ?? Environments.Production;

    private static void Log(ILoggingBuilder logging, IConfiguration configuration, string environment)
    {
        var serilog = new LoggerConfiguration().MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", Serilog.Events.LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", Serilog.Events.LogEventLevel.Error) // that its keys lie in a folder for the owner alone is on purpose
            .Enrich.FromLogContext()
            .ReadFrom.Configuration(configuration);
        serilog = environment == Environments.Development
            ? serilog.WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            : serilog.WriteTo.Console(new JsonFormatter(renderMessage: true, formatProvider: System.Globalization.CultureInfo.InvariantCulture));
        logging.AddSerilog(serilog.CreateLogger(), dispose: true);
    }
}
