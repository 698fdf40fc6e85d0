namespace Storefront.Web.Features.Labels;

/// <summary>What labels are called on pages.</summary>
internal static class LabelWords
{
    /// <summary>Whether it speaks for the customer; every other label speaks against something.</summary>
    public static bool IsGood(LabelMeaning meaning) => meaning == LabelMeaning.WronglyBlocked;

    public static LabelObject ObjectOf(LabelMeaning meaning) => meaning switch
    {
        LabelMeaning.PurchaseFraud or LabelMeaning.PurchaseTakeover or LabelMeaning.SchemeReport => LabelObject.Purchase,
        LabelMeaning.StolenCard => LabelObject.Card,
        LabelMeaning.EmailFraud => LabelObject.Email,
        _ => LabelObject.Account,
    };

    public static string Of(LabelObject what) => what switch
    {
        LabelObject.Purchase => "Purchase",
        LabelObject.Account => "Account",
        LabelObject.Card => "Card",
        _ => "E-mail address",
    };

    public static string Short(LabelMeaning meaning) => meaning switch
    {
        LabelMeaning.PurchaseFraud => "Fraud",
        LabelMeaning.PurchaseTakeover => "Account takeover",
        LabelMeaning.SchemeReport => "Reported by the scheme",
        LabelMeaning.AccountAbuse => "Abuse",
        LabelMeaning.AccountTakeover => "Account takeover",
        LabelMeaning.WronglyBlocked => "Wrongly blocked",
        LabelMeaning.StolenCard => "Stolen card",
        _ => "Used for fraud",
    };

    public static (string Words, string Hint) Of(LabelMeaning meaning) => meaning switch
    {
        LabelMeaning.PurchaseFraud => ("The purchase is fraud", "We looked into it and are sure. Name the order."),
        LabelMeaning.PurchaseTakeover => ("The purchase was made with an account in other hands", "Name the order."),
        LabelMeaning.SchemeReport => ("The card scheme reported the purchase", "A TC40 or SAFE report. Name the order, who reported it and the amount."),
        LabelMeaning.AccountAbuse => ("The account abuses our offers", "Name the account's e-mail address, or an order of it."),
        LabelMeaning.AccountTakeover => ("The customer says somebody else used the account", "Name the account, and the days from and to which it was in other hands."),
        LabelMeaning.WronglyBlocked => ("We stopped a customer who had done nothing wrong", "Name the account's e-mail address, or the order."),
        LabelMeaning.StolenCard => ("The card is stolen", "Name the order it paid."),
        _ => ("The e-mail address is used for fraud", "Name the address."),
    };
}
