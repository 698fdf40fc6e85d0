using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Tests;

namespace Storefront.Tests.Web.Features.Reviews;

/// <summary>What reviewers see, and how they share the work.</summary>
public sealed class QueueTests(AfterSaleWorld running) : IClassFixture<AfterSaleWorld>
{
    private World World => running.World;

    [Fact]
    public async Task The_page_of_a_held_order_shows_everything_a_decision_needs()
    {
        using (var regular = World.Guest())
        {
            regular.Email = "nora+review@example.com";
            await regular.BuyAsync(slug: "groundsheet", sku: "TNT-GRND-2");
        }

        var sold = await World.HoldAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);

        var queue = await reviewer.Browser.GetAsync("/admin/reviews");
        var page = await reviewer.OpenAsync(sold);

        var row = Assert.Single(queue.Texts("tbody tr"), text => text.StartsWith(sold.Number, StringComparison.Ordinal));
        Assert.Contains("then cancelled", row, StringComparison.Ordinal);
        Assert.Contains("in 6 days 7 h", row, StringComparison.Ordinal); // nine tenths of a week
        Assert.Contains("Rule", row, StringComparison.Ordinal);
        var answer = Storefront.FraudProtection.PurchaseAssessment.Parse(sold.Attempt.Assessment!, sold.Attempt.CorrelationId);
        foreach (var needed in new[] { answer.PolicyApplied!, answer.ClauseName!, answer.Reason ?? "", "nora+review@example.com", "Visa", "1111", "Everyday groundsheet", "418 Example Avenue", sold.Attempt.IpAddress, "same card, e-mail, address or connection", "card, e-mail, address, connection" })
            Assert.Contains(needed, page.Text, StringComparison.Ordinal);
        Assert.All(answer.ReasonCodes, code => Assert.Contains(code, page.Text, StringComparison.Ordinal));
        Assert.Contains("The same", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_is_seen_by_colleagues_and_taken_over_only_on_purpose()
    {
        var sold = await World.HoldAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);
        using var administrator = await World.SignInAsync(People.Administrator);
        var before = await administrator.OpenAsync(sold);

        await reviewer.Browser.PressAsync(await reviewer.OpenAsync(sold), "Claim it");

        Assert.Contains(sold.Number, (await reviewer.Browser.GetAsync("/admin/reviews?show=mine")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(sold.Number, (await reviewer.Browser.GetAsync("/admin/reviews?show=free")).Text, StringComparison.Ordinal);
        foreach (var button in new[] { "Claim it", "Approve" })
        {
            var refused = await administrator.Browser.PressAsync(before, button);
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            Assert.Contains("reviewer@storefront.example is working on this order until", refused.Text, StringComparison.Ordinal);
        }

        await administrator.Browser.PressAsync(await administrator.OpenAsync(sold), "Take it over now");
        Assert.Contains("admin@storefront.example works on this order", (await reviewer.OpenAsync(sold)).Text, StringComparison.Ordinal);

        await administrator.Browser.PressAsync(await administrator.OpenAsync(sold), "Give it back");
        Assert.Contains(sold.Number, (await reviewer.Browser.GetAsync("/admin/reviews?show=free")).Text, StringComparison.Ordinal);
        Assert.Equal(["Review claimed", "Review taken over", "Review given back"], await World.LookAsync(db => db.AuditEntries
            .Where(entry => entry.Subject == $"order {sold.Number}").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
    }

    [Fact]
    public async Task Notes_are_added_once_and_stay()
    {
        var sold = await World.HoldAsync();
        using var reviewer = await World.SignInAsync(People.Reviewer);
        var page = await reviewer.OpenAsync(sold);

        foreach (var _ in Enumerable.Range(0, 3))
            await reviewer.Browser.PressAsync(page, "Add note", ("text", "Phone <number> is right."));
        await reviewer.Browser.PressAsync(await reviewer.OpenAsync(sold), "Add note", ("text", "Street too."));

        Assert.Equal(["Phone <number> is right.", "Street too."], (await reviewer.OpenAsync(sold)).Texts("#notes .letter"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => World.LookAsync(async db =>
        {
            var note = await db.ReviewNotes.FirstAsync(note => note.OrderId == sold.Id);
            db.Entry(note).Property(found => found.Text).CurrentValue = "Nothing.";
            return await db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task Nobody_but_reviewers_gets_in_and_an_order_never_held_has_no_review()
    {
        using var guest = World.Guest();
        await guest.BuyAsync(slug: "groundsheet", sku: "TNT-GRND-2");
        var placed = await Sold.ByAsync(World, guest);
        using var support = await World.SignInAsync(People.Support);
        using var reviewer = await World.SignInAsync(People.Reviewer);

        Assert.Equal(HttpStatusCode.Forbidden, (await support.Browser.GetAsync("/admin/reviews")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reviewer.OpenAsync(placed)).Status);
    }
}
