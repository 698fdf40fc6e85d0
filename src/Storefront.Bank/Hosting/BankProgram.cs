using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;
using Storefront.Bank.Storage;

namespace Storefront.Bank.Hosting;

/// <summary>The bank as a program of its own: where its settings, folder and log come from.</summary>
internal static class BankProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var migrate = args is ["migrate", ..];
        var environment = EnvironmentName(args);
        var home = Home();
        try
        {
            var configuration = Configuration(home, environment, migrate ? args[1..] : args);
            var directory = Path.Combine(Path.GetFullPath(configuration["Storage:Directory"] ?? "data", home), "bank");
            if (migrate)
                return Migrate(directory);

            await using var app = await BankApplication.StartAsync(
                new BankStart(configuration.GetSection("Bank"), environment, directory, logging => Log(logging, configuration, environment)) { OwnsProcess = true },
                CancellationToken.None);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (StartRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static int Migrate(string directory)
    {
        using var database = BankDatabase.Open(directory, upgrade: true);
        Console.WriteLine($"The bank's database in {directory} is up to date.");
        return 0;
    }

    private static string EnvironmentName(string[] args) =>
        new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()["environment"] ?? Environments.Production;

    private static IConfigurationRoot Configuration(string home, string environment, string[] args)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(home)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables("ASPNETCORE_") // for urls
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build();

        // Alone, the platform's own way of moving a program is heard too.
        if (configuration["urls"] is { Length: > 0 } urls)
            configuration["Bank:Urls"] = urls;

        return configuration;
    }

    /// <summary>The project's folder under <c>dotnet run</c>, the program's when published; never the caller's.</summary>
    private static string Home()
    {
        var program = AppContext.BaseDirectory;
        var project = Path.GetFullPath(Path.Combine(program, "..", "..", ".."));
        return File.Exists(Path.Combine(project, "Storefront.Bank.csproj")) ? project : program;
    }

    private static void Log(ILoggingBuilder logging, IConfiguration configuration, string environment)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .ReadFrom.Configuration(configuration);
        logger = environment == Environments.Development
            ? logger.WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            : logger.WriteTo.Console(new JsonFormatter(renderMessage: true, formatProvider: System.Globalization.CultureInfo.InvariantCulture));
        logging.AddSerilog(logger.CreateLogger(), dispose: true);
    }
}
