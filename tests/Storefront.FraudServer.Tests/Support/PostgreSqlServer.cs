using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Storefront.Tests.FraudServer;

/// <summary>A PostgreSQL server of this run alone: made when the first test asks for it, gone with the process. The machine's own one is left in peace.</summary>
public sealed class PostgreSqlServer
{
    private static readonly Lazy<Task<PostgreSqlServer>> Shared = new(async () =>
    {
        var server = await OwnAsync();
        server.RemoveAfterThisProcess();
        return server;
    });

    private static readonly string[] Places = ["/usr/lib/postgresql/18/bin", "/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin", "/usr/local/bin", "/usr/bin"];

    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-postgresql-").FullName;
    private readonly string _password = Guid.NewGuid().ToString("N");
    private readonly int _port = FreePort.Take();
    private int _databases;

    private string Data => Path.Combine(_directory, "data");

    /// <summary>The one all tests share.</summary>
    public static Task<PostgreSqlServer> SharedAsync() => Shared.Value;

    /// <summary>One of a test's own, to be stopped and started.</summary>
    public static async Task<PostgreSqlServer> OwnAsync()
    {
        var server = new PostgreSqlServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>A new, empty database. Its connection string.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"fraud_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(To("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("CREATE DATABASE " + name, connection);
        await command.ExecuteNonQueryAsync();
        return To(name);
    }

    public async Task StartAsync()
    {
        if (!Directory.Exists(Data))
            await MakeAsync();
        await RunAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_directory, "log"), "-o",
            string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_directory} -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"), "start");
    }

    /// <summary>As a crash: connections break, what is not committed is gone.</summary>
    public Task StopAsync() => RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");

    public void Remove()
    {
        try
        {
            StopAsync().GetAwaiter().GetResult();
        }
        catch (InvalidOperationException)
        {
            // it was not running
        }

        Directory.Delete(_directory, recursive: true);
    }

    // By a process of its own: this one may be killed, and is not waited for when it ends.
    private void RemoveAfterThisProcess()
    {
        var stop = string.Join(' ', Command("pg_ctl", "-D", Data, "-m", "immediate", "stop").Select(word => $"'{word}'"));
        var line = string.Create(CultureInfo.InvariantCulture, $"(while kill -0 {Environment.ProcessId}; do sleep 1; done; {stop}; rm -rf '{_directory}') >/dev/null 2>&1 </dev/null &");
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", line]) { WorkingDirectory = Path.GetTempPath() })!;
        process.WaitForExit();
    }

    private string To(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = _port, Database = database, Username = "shop", Password = _password, Pooling = false,
    }.ToString();

    private async Task MakeAsync()
    {
        var password = Path.Combine(_directory, "password");
        await File.WriteAllTextAsync(password, _password);
        if (Environment.IsPrivilegedProcess)
            await RunProgramAsync("chown", "-R", "postgres", _directory); // the server refuses to be run by root
        await RunAsync("initdb", "-D", Data, "-U", "shop", "-A", "scram-sha-256", "--pwfile=" + password, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
    }

    private static Task RunAsync(string program, params string[] arguments) => Command(program, arguments) is [var first, .. var rest] ? RunProgramAsync(first, rest) : Task.CompletedTask;

    private static string[] Command(string program, params string[] arguments)
    {
        var path = Places.Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"{program} was not found. These tests need PostgreSQL: on Debian, apt-get install postgresql (tests/run.sh does).");
        return Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
    }

    // What it says goes nowhere: the server that pg_ctl leaves behind would hold a pipe open.
    private static async Task RunProgramAsync(string program, params string[] arguments)
    {
        var line = string.Join(' ', arguments.Prepend(program).Select(word => $"'{word}'")) + " >/dev/null 2>&1";
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", line]) { WorkingDirectory = Path.GetTempPath() })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {line}");
    }
}
