namespace Storefront.Web.Features.Cart;

internal sealed class CartAccess
{
    public Guid? Id { get; set; }
}
