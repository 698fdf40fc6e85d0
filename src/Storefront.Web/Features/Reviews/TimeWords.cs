namespace Storefront.Web.Features.Reviews;

/// <summary>Spans of time as people say them: two units at most.</summary>
internal static class TimeWords
{
    public static string Of(TimeSpan span) => span.Duration() switch
    {
        { TotalMinutes: < 1 } => "under a minute",
        { TotalHours: < 1 } few => $"{few.Minutes} min",
        { TotalDays: < 1 } hours => hours.Minutes == 0 ? $"{hours.Hours} h" : $"{hours.Hours} h {hours.Minutes} min",
        { TotalDays: < 2 } day => day.Hours == 0 ? "1 day" : $"1 day {day.Hours} h",
        var days => days.TotalDays < 7 && days.Hours > 0 ? $"{days.Days} days {days.Hours} h" : $"{days.Days} days",
    };
}
