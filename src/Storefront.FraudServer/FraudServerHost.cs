using Microsoft.AspNetCore.Connections;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer;

/// <summary>The Fraud Protection service: a program of its own, or a guest in another one.</summary>
public static class FraudServerHost
{
    /// <summary>
    /// Starts the service inside another program, with its own container, listeners and data folder.
    /// It stops when its owner stops it: signals are the owner's business, who may still need the service while it drains.
    /// </summary>
    /// <param name="configuration">The owner's configuration; only its section <c>FraudServer</c> is read.</param>
    /// <param name="environment">Development, Production…</param>
    /// <param name="directory">The service's own data folder.</param>
    /// <param name="logging">Called after the providers are cleared, so that the owner's sinks are used.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static Task<WebApplication> StartEmbeddedAsync(
        IConfiguration configuration, string environment, string directory, Action<ILoggingBuilder> logging, CancellationToken cancellationToken) =>
        StartAsync(new Surroundings(configuration, environment, directory, logging), cancellationToken);

    /// <summary>The program itself: a command, or the service until it is stopped.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        try
        {
            // What `dotnet run` puts first (see the project file) is for the service, not for commands.
            string[] command = args is ["--environment=Development", .. var rest] ? rest : args;
            return Commands.Run(command, Console.In, Console.Out, Console.Error) ?? await RunAloneAsync(args);
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<int> RunAloneAsync(string[] args)
    {
        var surroundings = Alone.Surroundings(args);
        await using var app = await StartAsync(surroundings, CancellationToken.None);
        Alone.Announce(app, surroundings.Directory);
        await app.WaitForShutdownAsync();
        return 0;
    }

    internal static async Task<WebApplication> StartAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var app = ServiceHost.Build(surroundings);
        try
        {
            await ServiceHost.WarmAsync(app.Services);
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            throw e is IOException { InnerException: AddressInUseException } taken ? Listeners.PortTaken(taken) : e;
        }
    }
}
