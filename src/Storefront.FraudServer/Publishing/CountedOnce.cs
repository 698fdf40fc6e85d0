using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Portal.Rules;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Publishing;

/// <summary>Which of the stored events counted when they came in: a purchase that was a duplicate and a second delivery did not.</summary>
internal sealed class CountedOnce
{
    private readonly HashSet<(string, string, int)> _seen = [];

    /// <summary>Asked of every event, in the order of the log.</summary>
    public bool Counted(ReceivedRow row, TrialEvent read)
    {
        if (read.Asked is not null && row.Verdict is null)
            return false;
        if ((ObjectKind.Text(read.Body, "_metadata", "trackingId") ?? ObjectKind.Text(read.Body, "metadata", "trackingId")) is not { } trackingId)
            return true;
        var hash = new HashCode();
        hash.AddBytes(row.Request);
        return _seen.Add((read.Kind.Name, $"{row.EnvironmentId}/{trackingId}", hash.ToHashCode()));
    }
}
