namespace Storefront.Web.Features.Developer;

/// <summary>The page of calls.</summary>
/// <param name="Calls">What to show.</param>
/// <param name="IsOneAction">Whether these are what one action led to, not simply the latest.</param>
internal sealed record CallsModel(IReadOnlyList<SentCall> Calls, bool IsOneAction);
