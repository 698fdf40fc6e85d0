using System.Data.Common;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Cart;

/// <summary>What a cart holds at this moment: one question for its page, one for the number in the header.</summary>
internal sealed class CartQuery(StoreConnections connections) : IDisposable
{
    private readonly KeptQuestion lines = new(connections, """
        SELECT l."VariantId", v."Sku", p."Slug", p."Name", v."Name", p."Art", v."Price", v."Stock", p."Visible", l."Quantity"
        FROM "CartLines" AS l
        INNER JOIN "Variants" AS v ON v."Id" = l."VariantId"
        INNER JOIN "Products" AS p ON p."Id" = v."ProductId"
        WHERE l."CartId" = @key
        ORDER BY l."AddedAt", l."VariantId"
        """);

    private readonly KeptQuestion quantities = new(connections, """SELECT "Quantity" FROM "CartLines" WHERE "CartId" = @key""");

    public Task<List<CartItem>> ItemsAsync(Guid cart, CancellationToken cancellationToken) => lines.AskAsync(cart, Item, cancellationToken);

    public async Task<int> PiecesAsync(Guid cart, CancellationToken cancellationToken) =>
        (await quantities.AskAsync(cart, line => line.GetInt32(0), cancellationToken)).Sum();

    public void Dispose()
    {
        lines.Dispose();
        quantities.Dispose();
    }

    private static CartItem Item(DbDataReader line) => new()
    {
        VariantId = line.GetInt32(0),
        Sku = line.GetString(1),
        ProductSlug = line.GetString(2),
        ProductName = line.GetString(3),
        VariantName = line.GetString(4),
        Art = line.GetString(5),
        UnitPrice = StoreDb.MinorUnits.Money(line.GetInt64(6)),
        Stock = line.GetInt32(7),
        Sold = line.GetBoolean(8),
        Quantity = line.GetInt32(9),
    };
}
