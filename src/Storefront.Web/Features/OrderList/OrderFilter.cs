using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Storefront.Web.Features.Orders;

namespace Storefront.Web.Features.OrderList;

public enum OrderSort
{
    Newest,
    Oldest,
    Largest,
}

/// <summary>Which orders staff want to see. It stands in the address, so a list can be kept and sent to a colleague.</summary>
internal sealed record OrderFilter
{
    public const string NotAsked = "none";

    public string Q { get; init; } = "";

    public OrderStatus? Status { get; init; }

    /// <summary>Approve, Review, Reject, Challenge, or <see cref="NotAsked"/>.</summary>
    public string? Decision { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public OrderSort Sort { get; init; }

    public int Page { get; init; } = 1;

    public bool IsNarrowed => Q.Length > 0 || Status is not null || Decision is not null || From is not null || To is not null;

    public static OrderFilter Read(IQueryCollection query) => new()
    {
        Q = ((string?)query["q"] ?? "").Trim() is { Length: > 200 } many ? many[..200] : ((string?)query["q"] ?? "").Trim(),
        Status = Enum.TryParse<OrderStatus>(query["status"], ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null,
        Decision = (string?)query["decision"] is { Length: > 0 and < 20 } decision ? decision : null,
        From = Day(query["from"]),
        To = Day(query["to"]),
        Sort = Enum.TryParse<OrderSort>(query["sort"], ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : OrderSort.Newest,
        Page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 1000) : 1,
    };

    /// <summary>The address of this list, or of its export.</summary>
    public string Link(string path = "/admin/orders") => QueryHelpers.AddQueryString(path, Parts());

    private IEnumerable<KeyValuePair<string, string?>> Parts()
    {
        if (Q.Length > 0)
            yield return new("q", Q);
        if (Status is { } status)
            yield return new("status", status.ToString());
        if (Decision is not null)
            yield return new("decision", Decision);
        if (From is { } from)
            yield return new("from", Text(from));
        if (To is { } to)
            yield return new("to", Text(to));
        if (Sort != OrderSort.Newest)
            yield return new("sort", Sort.ToString());
        if (Page > 1)
            yield return new("page", Page.ToString(CultureInfo.InvariantCulture));
    }

    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
