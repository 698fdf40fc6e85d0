using Storefront.Web.Payments;

namespace Storefront.Web.Features.Reviews;

/// <summary>What the shop does with an order nobody decides on, and when, in words.</summary>
internal static class HoldEnd
{
    public static string Word(HoldDefaultAction action) => action == HoldDefaultAction.Capture ? "charged" : "cancelled";

    /// <summary>"in 5 h 12 min"; once it is over, the shop is about to act.</summary>
    public static string In(DateTimeOffset until, DateTimeOffset now) => until > now ? $"in {TimeWords.Of(until - now)}" : "any moment";
}
