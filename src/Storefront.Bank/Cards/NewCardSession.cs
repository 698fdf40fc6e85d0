using Storefront.Bank.Money;

namespace Storefront.Bank.Cards;

/// <summary>What the shop says when it sends a shopper. It comes from the shop's server, so its way back is trusted.</summary>
internal sealed record NewCardSession(string Checkout, Uri ReturnTo, long Amount, string Currency)
{
    public string? Problem(bool development) =>
        !Texts.IsShort(Checkout) ? "checkout is missing or longer than 100 characters."
        : !IsWayBack(ReturnTo, development) ? "returnTo must be an absolute https address without user name and fragment; http only to this machine, or in Development."
        : Amount is < 0 or > 1_000_000_000_000 ? "amount must be a number of minor units from 0 to 1000000000000."
        : !Currencies.IsCode(Currency) ? "currency must be three capital letters, for example USD."
        : null;

    // The reference travels in that address, so in the clear only within one machine, or where nothing is real.
    private static bool IsWayBack(Uri address, bool development) =>
        address.IsAbsoluteUri && (address.Scheme == "https" || (address.Scheme == "http" && (address.IsLoopback || development)))
        && address.UserInfo.Length == 0 && address.Fragment.Length == 0 && address.AbsoluteUri.Length <= 2000;
}
