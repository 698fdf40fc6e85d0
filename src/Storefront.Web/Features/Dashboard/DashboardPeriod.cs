namespace Storefront.Web.Features.Dashboard;

/// <summary>A stretch of time up to now, cut into pieces that a chart can show.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Words">Its name on the page.</param>
/// <param name="Pieces">How many columns.</param>
/// <param name="Piece">How long one column is.</param>
internal sealed record DashboardPeriod(string Key, string Words, int Pieces, TimeSpan Piece)
{
    public static readonly IReadOnlyList<DashboardPeriod> All =
    [
        new("24h", "24 hours", 24, TimeSpan.FromHours(1)),
        new("7d", "7 days", 7, TimeSpan.FromDays(1)),
        new("30d", "30 days", 30, TimeSpan.FromDays(1)),
        new("90d", "90 days", 13, TimeSpan.FromDays(7)),
    ];

    public static DashboardPeriod Of(string? key) => All.FirstOrDefault(period => period.Key == key) ?? All[1];

    /// <summary>The start of each piece, oldest first. Hours and days begin where the clock's do (UTC), so the last piece is the present one.</summary>
    public IReadOnlyList<DateTimeOffset> Starts(DateTimeOffset now)
    {
        var step = Piece < TimeSpan.FromDays(1) ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        var end = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % step.Ticks), TimeSpan.Zero) + step;
        return [.. Enumerable.Range(0, Pieces).Select(piece => end - (Piece * (Pieces - piece)))];
    }

    /// <summary>A column's name.</summary>
    public string Label(DateTimeOffset start) => start.ToString(Piece < TimeSpan.FromDays(1) ? "HH:mm" : "d MMM", System.Globalization.CultureInfo.InvariantCulture);
}
