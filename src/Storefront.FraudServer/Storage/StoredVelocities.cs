using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Storage;

/// <summary>
/// Reads what has been counted and committed, on connections of its own. What cannot be read counts as nothing: a rule goes on.
/// </summary>
internal sealed partial class StoredVelocities(string file, ILogger<StoredVelocities> log) : IVelocityStore, IDisposable
{
    private readonly ConcurrentBag<Reader> _idle = [];

    public decimal Read(string environment, string velocity, string key, VelocityWindow window, DateTime now)
    {
        try
        {
            if (!_idle.TryTake(out var reader))
                reader = new Reader(file);
            var sum = reader.Sum(environment, velocity, key, window, now);
            _idle.Add(reader);
            return sum;
        }
        catch (SqliteException e)
        {
            Unreadable(log, velocity, e);
            return 0;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "The velocity {Velocity} could not be read; the rule went on with 0.")]
    private static partial void Unreadable(ILogger log, string velocity, Exception exception);

    /// <summary>A connection with its statement, compiled once.</summary>
    private sealed class Reader : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _command;

        public Reader(string file)
        {
            _connection = Database.OpenReader(file);
            _command = _connection.CreateCommand();
            _command.CommandText =
                """
                SELECT amount FROM velocity_bucket
                WHERE series = (SELECT id FROM velocity_series WHERE environment_id = ?1 AND velocity = ?2 AND key = ?3)
                    AND unit = ?4 AND number BETWEEN ?5 AND ?6
                """;
            for (var i = 1; i <= 6; i++)
                _command.Parameters.Add(new SqliteParameter($"?{i}", null));
        }

        public decimal Sum(string environment, string velocity, string key, VelocityWindow window, DateTime now)
        {
            var last = VelocityWindow.UnitOf(now, window.Unit);
            object[] values = [environment, velocity, key, (int)window.Unit, last - window.Length, last];
            for (var i = 0; i < values.Length; i++)
                _command.Parameters[i].Value = values[i];
            decimal sum = 0;
            using var rows = _command.ExecuteReader();
            while (rows.Read())
                sum += decimal.Parse(rows.GetString(0), CultureInfo.InvariantCulture);
            return sum;
        }

        public void Dispose()
        {
            _command.Dispose();
            _connection.Dispose();
        }
    }
}
