namespace Storefront.Web.Features.Chargebacks;

internal static class DueWords
{
    /// <param name="days">From today to the last day; below zero, it is over.</param>
    public static string Of(int days) => days switch
    {
        < -1 => $"{-days} days overdue",
        -1 => "1 day overdue",
        0 => "today",
        1 => "tomorrow",
        _ => $"in {days} days",
    };
}
