using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Reviews;

/// <summary>An order that waits for a person, and the doors to its page.</summary>
internal static class HeldOrder
{
    public static async Task<Sold> HoldAsync(this World world, string email = "nora+review@example.com")
    {
        using var guest = world.Guest();
        guest.Email = email;
        await guest.BuyAsync(slug: "groundsheet", sku: "TNT-GRND-2");
        return await Sold.ByAsync(world, guest);
    }

    public static Task<Page> OpenAsync(this Guest reviewer, Sold sold) => reviewer.Browser.GetAsync($"/admin/reviews/{sold.Number}");

    public static async Task<Page> ApproveAsync(this Guest reviewer, Sold sold) =>
        await reviewer.Browser.PressAsync(await reviewer.OpenAsync(sold), "Approve");

    public static async Task<Page> RejectAsync(this Guest reviewer, Sold sold, string reason) =>
        await reviewer.Browser.PressAsync(await reviewer.OpenAsync(sold), "Reject", ("reason", reason));
}
