namespace Storefront.FraudServer.Hosting;

/// <summary>The lines a person reads who started the service.</summary>
internal static partial class Announcement
{
    [LoggerMessage(LogLevel.Information, "The Fraud Protection service listens on {Addresses}; its data is in {Directory}.")]
    public static partial void Listening(ILogger log, string addresses, string directory);

    [LoggerMessage(LogLevel.Information, "What it receives is shown on {Address}; callers over https trust {Certificate}.")]
    public static partial void Page(ILogger log, string address, string certificate);
}
