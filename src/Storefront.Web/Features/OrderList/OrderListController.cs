using System.Text;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.OrderList;

/// <summary>All orders, for everybody who runs the shop.</summary>
[StaffOnly]
[Route("admin")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class OrderListController(OrderSearch search) : Controller
{
    [HttpGet("orders")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var filter = OrderFilter.Read(Request.Query);
        var (rows, count) = await search.PageAsync(filter, cancellationToken);
        return View(new OrderListPage(filter, rows, count));
    }

    /// <summary>The same orders for a spreadsheet, written as they are read.</summary>
    [HttpGet("orders.csv")]
    public async Task Export(CancellationToken cancellationToken)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"orders.csv\"";
        await using var text = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await text.WriteAsync(Csv.Line("Order", "Placed", "Status", "Buyer", "Email", "Country", "Pieces", "Total", "Given back", "Currency", "Decision", "Score", "Card", "Purchase ID"));
        await foreach (var row in search.ExportAsync(OrderFilter.Read(Request.Query)).WithCancellation(cancellationToken))
        {
            await text.WriteAsync(Csv.Line(
                row.Number, row.CreatedAt, row.Status, row.Buyer, row.Email, row.Purchase.Shipping.Country, row.Pieces, row.Total, row.GivenBack, row.Purchase.Currency,
                row.Decision, row.RiskScore, row.Purchase.Card.LastFour, row.PurchaseId));
        }
    }
}

internal sealed record OrderListPage(OrderFilter Filter, IReadOnlyList<OrderRow> Rows, int Count)
{
    public int Pages => (Math.Min(Count, OrderSearch.CountLimit) + OrderSearch.PageSize - 1) / OrderSearch.PageSize;
}
