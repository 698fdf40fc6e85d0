using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Storefront.Web.Features.Catalog;

namespace Storefront.Web.Features.Home;

internal sealed class HomeController(LiveCatalog catalog) : Controller
{
    private const string StoryProduct = "ridgeway-2";
    private const int RowLength = 4;

    [HttpGet("/")]
    [OutputCache(PolicyName = nameof(CatalogPages))]
    public IActionResult Index()
    {
        var shown = catalog.Current;
        var story = shown.Product(StoryProduct);
        var favourites = shown.Products
            .Where(product => product.Featured && product.InStock && product.Category != story?.Category)
            .DistinctBy(product => product.Category)
            .OrderBy(product => product.PriceFrom)
            .Take(RowLength)
            .ToList();
        var latest = shown.Products.Where(product => product.InStock && product != story).Except(favourites)
            .OrderByDescending(product => product.AddedAt)
            .Take(RowLength)
            .ToList();
        return View(new HomePage(story, favourites, latest));
    }
}

internal sealed record HomePage(CatalogProduct? Story, IReadOnlyList<CatalogProduct> Favourites, IReadOnlyList<CatalogProduct> Latest);
