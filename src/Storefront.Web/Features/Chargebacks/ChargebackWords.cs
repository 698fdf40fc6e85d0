namespace Storefront.Web.Features.Chargebacks;

/// <summary>What the states of a chargeback are called on pages, their tone, and what a move to them means.</summary>
internal static class ChargebackWords
{
    public static (string Tone, string Word) Of(ChargebackStatus status) => status switch
    {
        ChargebackStatus.Inquiry => ("wait", "Inquiry"),
        ChargebackStatus.Accepted => ("stop", "Accepted"),
        ChargebackStatus.Disputed => ("info", "Disputed"),
        ChargebackStatus.Reversed => ("good", "Reversed"),
        _ => ("wait", "Filed again"),
    };

    public static string MeaningOf(ChargebackStatus status) => status switch
    {
        ChargebackStatus.Inquiry => "The cardholder asks; the bank waits for our answer.",
        ChargebackStatus.Accepted => "The money is lost.",
        ChargebackStatus.Disputed => "We contest it; the bank has to answer.",
        ChargebackStatus.Reversed => "We won; the money stays ours.",
        _ => "The cardholder filed again; the bank waits for our answer.",
    };

    /// <summary>What is said beside the choice.</summary>
    public static (string Words, string Hint) Choice(ChargebackStatus from, ChargebackStatus to) => (from, to) switch
    {
        (ChargebackStatus.Disputed, ChargebackStatus.Accepted) => ("The bank decided against us", "The case ends; the money is lost"),
        (_, ChargebackStatus.Accepted) => ("We accept it", "The case ends; the money is lost"),
        (_, ChargebackStatus.Disputed) => ("We dispute it", "Send the evidence to the bank first"),
        (_, ChargebackStatus.Reversed) => ("The bank decided for us", "The money stays ours, unless the cardholder files again"),
        _ => ("The cardholder filed again", "The bank names a new last day for our answer"),
    };
}
