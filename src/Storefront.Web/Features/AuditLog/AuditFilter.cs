using System.Globalization;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.AuditLog;

/// <summary>Which entries of the audit trail are looked at: all that is said must fit. It stands in the address.</summary>
internal sealed record AuditFilter
{
    /// <summary>Begins with.</summary>
    public string? Who { get; init; }

    /// <summary>The action, exactly.</summary>
    public string? What { get; init; }

    /// <summary>Begins with, for example <c>order K7Q2</c>.</summary>
    public string? Subject { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public int Page { get; init; } = 1;

    public bool IsNarrowed => Who is not null || What is not null || Subject is not null || From is not null || To is not null;

    public IQueryable<AuditEntry> Of(IQueryable<AuditEntry> entries)
    {
        if (Who?.Trim() is { Length: > 0 } who)
            entries = entries.Where(entry => entry.Actor.StartsWith(who));
        if (What?.Trim() is { Length: > 0 } action)
            entries = entries.Where(entry => entry.Action == action);
        if (Subject?.Trim() is { Length: > 0 } subject)
            entries = entries.Where(entry => entry.Subject.StartsWith(subject));
        if (From is { } from && Start(from) is var first)
            entries = entries.Where(entry => entry.At >= first);
        if (To is { } to && to < DateOnly.MaxValue && Start(to.AddDays(1)) is var last)
            entries = entries.Where(entry => entry.At < last);
        return entries;
    }

    public string Link(string path = "/admin/audit")
    {
        var parts = new (string Name, string? Value)[]
        {
            ("who", Who), ("what", What), ("subject", Subject), ("from", Text(From)), ("to", Text(To)), ("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null),
        };
        return path + QueryString.Create(parts.Where(part => !string.IsNullOrWhiteSpace(part.Value)).Select(part => KeyValuePair.Create(part.Name, part.Value)));
    }

    public static string? Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Start(DateOnly date) => new(date, TimeOnly.MinValue, TimeSpan.Zero);
}
