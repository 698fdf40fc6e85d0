using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Storage;

/// <summary>Finds the database the settings name.</summary>
internal static class Databases
{
    public static Database Of(DatabaseSettings settings, string directory) =>
        settings.Provider switch
        {
            DatabaseProvider.PostgreSql => new PostgreSqlDatabase(settings.InForce),
            DatabaseProvider.SqlServer => new SqlServerDatabase(settings.InForce),
            _ => SqliteDatabase.In(directory),
        };

    /// <summary>For a command, which needs no other setting.</summary>
    public static Database Of(Surroundings surroundings)
    {
        var settings = SettingsCheck.Bind(surroundings.Configuration).Database;
        return settings.Problems().FirstOrDefault() is { } problem ? throw new StartException(problem) : Of(settings, surroundings.Directory);
    }
}
