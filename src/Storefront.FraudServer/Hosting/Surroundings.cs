namespace Storefront.FraudServer.Hosting;

/// <summary>What a host is given by whoever starts it.</summary>
/// <param name="Configuration">Everything is read from the section FraudServer, except <c>urls</c> when the service runs alone.</param>
/// <param name="Environment">Development, Production…</param>
/// <param name="Directory">The data folder.</param>
/// <param name="Logging">Adds the log sinks.</param>
internal sealed record Surroundings(IConfiguration Configuration, string Environment, string Directory, Action<ILoggingBuilder> Logging)
{
    /// <summary>Addresses that win over the setting: <c>--urls</c> and ASPNETCORE_URLS, when the service runs alone.</summary>
    public string? Urls { get; init; }

    /// <summary>Whether the program ends with this host; an embedded host leaves signals to its owner.</summary>
    public bool OwnsProcess { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
