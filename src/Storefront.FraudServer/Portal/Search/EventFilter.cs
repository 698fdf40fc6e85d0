using System.Globalization;

namespace Storefront.FraudServer.Portal.Search;

/// <summary>What somebody looks for; empty parts ask for nothing.</summary>
public sealed record EventFilter
{
    public string Id { get; init; } = "";
    public string Event { get; init; } = "";
    public string Decision { get; init; } = "";
    public string Rule { get; init; } = "";
    public string Environment { get; init; } = "";
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }

    /// <summary>Reads it from an address. A time that is none is left out.</summary>
    public static EventFilter Of(IQueryCollection query) => new()
    {
        Id = Text(query, "id"),
        Event = Text(query, "event"),
        Decision = Text(query, "decision"),
        Rule = Text(query, "rule"),
        Environment = Text(query, "environment"),
        From = Time(query, "from"),
        To = Time(query, "to"),
    };

    /// <summary>The same as an address.</summary>
    public string Link(string path, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in new[] { ("id", Id), ("event", Event), ("decision", Decision), ("rule", Rule), ("environment", Environment), ("from", Typed(From)), ("to", Typed(To)) })
            if (value.Length > 0)
                query = query.Add(name, value);
        foreach (var (name, value) in more)
            query = query.Add(name, value);
        return path + query;
    }

    /// <summary>A time as the field of a form holds it; UTC.</summary>
    public static string Typed(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    private static string Text(IQueryCollection query, string name) => query[name].ToString().Trim();

    private static DateTimeOffset? Time(IQueryCollection query, string name) =>
        DateTimeOffset.TryParse(query[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
