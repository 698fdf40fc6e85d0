using Storefront.FraudServer.Hosting;

namespace Storefront.FraudServer.Resources;

/// <summary>Looks for changed lists every second, beside the requests: reading a large one holds nobody up.</summary>
internal sealed partial class ListWatch(ListFolder lists, TimeProvider time, ILogger<ListWatch> log) : Watch(TimeSpan.FromSeconds(1), time)
{
    protected override void Look()
    {
        try
        {
            lists.Refresh();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) // a folder that vanished between two looks; the next one shows
        {
            NotSeen(log, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The folder of the lists could not be read; it is tried again.")]
    private static partial void NotSeen(ILogger log, Exception exception);
}
