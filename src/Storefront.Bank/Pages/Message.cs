using Microsoft.AspNetCore.Http.HttpResults;
using Storefront.Bank.Cards;

namespace Storefront.Bank.Pages;

internal static class Message
{
    /// <summary>A page that says one thing, with the way back to the shop where it is known.</summary>
    public static RazorComponentResult Page(int status, string title, string text, CardSession? session = null) =>
        new RazorComponentResult<MessagePage>(new { Title = title, Text = text, BackTo = session?.ReturnTo.AbsoluteUri, session?.Shop }) { StatusCode = status };

    public static RazorComponentResult For(int status) => status switch
    {
        404 => Page(404, "There is no such page here", "The bank has no page at this address. If you came from a shop, go back to it."),
        >= 500 => Page(status, "Something went wrong at the bank", "Go back to the shop and try again. Nothing was charged on this page."),
        _ => Page(status, "The bank cannot do this", "Go back to the shop and start the payment again."),
    };
}
