using System.Globalization;

namespace Storefront.Web.Features.Cart;

/// <summary>What a quantity may be, and what is said when it may not.</summary>
internal static class CartRules
{
    public static readonly string ChooseOneToTwenty = $"We send at most {ShoppingCart.MaximumQuantity} of one thing. Choose 1 to {ShoppingCart.MaximumQuantity}.";

    /// <summary>As typed by a shopper. Null for everything that is not a whole number from 1 to 20.</summary>
    public static int? Quantity(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= ShoppingCart.MaximumQuantity
            ? number
            : null;

    /// <summary>Why so many cannot be had; null where they can.</summary>
    public static string? Refusal(int quantity, int stock, int alreadyInCart = 0) => (quantity + alreadyInCart) switch
    {
        > ShoppingCart.MaximumQuantity when alreadyInCart > 0 => $"You have {alreadyInCart} in the cart already, and we send at most {ShoppingCart.MaximumQuantity} of one thing.",
        > ShoppingCart.MaximumQuantity or < 1 => ChooseOneToTwenty,
        _ when stock == 0 => "This is sold out just now.",
        var all when all > stock && alreadyInCart > 0 => $"Only {stock} left, and you have {alreadyInCart} in the cart already.",
        var all when all > stock => $"Only {stock} left. Choose {(stock == 1 ? "1" : $"1 to {stock}")}.",
        _ => null,
    };
}
