using Storefront.FraudServer.Portal.Access;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Hosting;

/// <summary>The service put together for a command: nothing listens, nothing runs beside. The service itself may run on the same data meanwhile.</summary>
internal static class AtRest
{
    public static T Run<T>(string[] options, Func<IServiceProvider, Task<T>> command) => RunAsync(Found(options), command).GetAwaiter().GetResult();

    /// <summary>The same on a copy of the data, which is gone afterwards: a command may try there what it would do.</summary>
    public static T RunOnCopy<T>(string[] options, Func<IServiceProvider, Task<T>> command)
    {
        var surroundings = Found(options);
        var copy = Directory.CreateTempSubdirectory("fraud-server-trial-").FullName;
        try
        {
            return RunAsync(Copied(surroundings, copy), command).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static Surroundings Copied(Surroundings surroundings, string copy)
    {
        using var database = Databases.Of(surroundings);
        if (database is SqliteDatabase)
        {
            Backup.Run(surroundings.Directory, copy);
            return surroundings with { Directory = copy };
        }

        Backup.CopyFiles(surroundings.Directory, copy);
        using var file = SqliteDatabase.In(copy);
        DatabaseCopy.Run(database, file);
        const string Section = FraudServerSettings.Section + ":" + nameof(FraudServerSettings.Database) + ":";
        var configuration = new ConfigurationBuilder().AddConfiguration(surroundings.Configuration).AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [Section + nameof(DatabaseSettings.Provider)] = nameof(DatabaseProvider.Sqlite),
            [Section + nameof(DatabaseSettings.ConnectionString)] = null,
            [Section + nameof(DatabaseSettings.ConnectionStringFile)] = null,
        });
        return surroundings with { Directory = copy, Configuration = configuration.Build() };
    }

    private static Surroundings Found(string[] options)
    {
        var surroundings = Alone.Surroundings(options) with { Logging = logging => logging.AddProvider(new ToStandardError()) };
        using var database = Databases.Of(surroundings);
        return database is SqliteDatabase && !File.Exists(database.Name)
            ? throw new StartException($"{database.Name} is not there. The setting Storage:Directory says where to look.")
            : surroundings;
    }

    private static async Task<T> RunAsync<T>(Surroundings surroundings, Func<IServiceProvider, Task<T>> command)
    {
        await using var app = ServiceHost.Build(surroundings);
        app.Services.GetRequiredService<AccessInForce>().Refresh();
        return await command(app.Services);
    }

    // Standard output is the command's answer.
    private sealed class ToStandardError : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Console.Error.WriteLine($"{formatter(state, exception)} {exception?.Message}".TrimEnd());
        }

        public void Dispose()
        {
            // nothing is held
        }
    }
}
