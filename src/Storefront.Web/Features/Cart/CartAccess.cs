using Storefront.Web.Features.Accounts;
using Storefront.Web.Hosting.Security;

namespace Storefront.Web.Features.Cart;

/// <summary>The cart of whoever sent this request. Each question is one trip to the database at most, and none without a cookie.</summary>
internal sealed class CartAccess(CartQuery query, CartCookie cookie, IHttpContextAccessor request)
{
    private readonly HttpContext context = request.HttpContext ?? throw new InvalidOperationException("A cart belongs to a request.");
    private Guid? id;
    private bool idIsRead;
    private CartContents? contents;

    /// <summary>The cart the cookie names; null without one, and for a cookie this shop did not make.</summary>
    public Guid? Id
    {
        get
        {
            if (!idIsRead)
                (id, idIsRead) = (cookie.Read(context.Request), true);
            return id;
        }
    }

    /// <summary>Who is signed in; null for a visitor.</summary>
    public Guid? CustomerId => context.User.CustomerId();

    public async Task<CartContents> ContentsAsync(CancellationToken cancellationToken)
    {
        if (contents is not null || Id is not { } cart)
            return contents ?? CartContents.Empty;

        return contents = new CartContents(await query.ItemsAsync(cart, cancellationToken));
    }

    /// <summary>How many pieces are in it: the number in the header.</summary>
    public async ValueTask<int> CountAsync() => contents?.Count ?? (Id is { } cart ? await query.PiecesAsync(cart, context.RequestAborted) : 0);

    /// <summary>After a change: gives the visitor the cookie, or more time with it, and forgets what was read before.</summary>
    internal void Keep(Guid cart)
    {
        (id, idIsRead, contents) = (cart, true, null);
        cookie.Write(context, cart);
    }

    /// <summary>This browser has no cart any more.</summary>
    internal void Forget()
    {
        if (context.Request.Cookies.ContainsKey(ShopCookies.Cart))
            context.Response.Cookies.Delete(ShopCookies.Cart);
        (id, idIsRead, contents) = (null, true, null);
    }
}
