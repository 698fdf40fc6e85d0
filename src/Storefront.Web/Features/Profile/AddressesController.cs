using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Profile;

/// <summary>The address book. Another customer's address is not there.</summary>
[Area("Profile")]
[Route("account/addresses")]
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class AddressesController(AccountBook book, DeliveryTable delivery) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Addresses(CancellationToken cancellationToken) => View(await book.AddressesAsync(User.RequiredCustomerId(), cancellationToken));

    [HttpGet("new")]
    public async Task<IActionResult> Add(CancellationToken cancellationToken)
    {
        var customer = await book.CustomerAsync(User.RequiredCustomerId(), cancellationToken);
        var form = new AddressEntryForm { Address = { FirstName = customer.FirstName, LastName = customer.LastName, Country = delivery.Home.Code } };
        return View("Address", new AddressPage(null, form, delivery.Countries));
    }

    [HttpPost("new")]
    public Task<IActionResult> Add(AddressEntryForm form, CancellationToken cancellationToken) => SetAsync(null, form, cancellationToken);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken) =>
        await book.AddressAsync(User.RequiredCustomerId(), id, cancellationToken) is { } entry
            ? View("Address", new AddressPage(id, AddressEntryForm.From(entry), delivery.Countries))
            : NotFound();

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Edit(Guid id, AddressEntryForm form, CancellationToken cancellationToken) =>
        await book.AddressAsync(User.RequiredCustomerId(), id, cancellationToken) is null ? NotFound() : await SetAsync(id, form, cancellationToken);

    [HttpPost("{id:guid}/remove")]
    public async Task<IActionResult> Remove(Guid id, CancellationToken cancellationToken)
    {
        await book.RemoveAddressAsync(User.RequiredCustomerId(), id, cancellationToken);
        return new SeeOther("/account/addresses"); // also for one that is gone: it is what was wanted
    }

    private async Task<IActionResult> SetAsync(Guid? id, AddressEntryForm form, CancellationToken cancellationToken)
    {
        if (!this.Take(form.Mistakes(delivery)))
            return this.Again("Address", new AddressPage(id, form, delivery.Countries));
        if (await book.SetAddressAsync(User.RequiredCustomerId(), id, form.Address.ToAddress(delivery), form.ForShipping, form.ForBilling, cancellationToken))
            return new SeeOther("/account/addresses");

        ModelState.AddModelError("", $"Your address book holds {AccountBook.MostAddresses} addresses. Remove one first.");
        return this.Again("Address", new AddressPage(id, form, delivery.Countries));
    }
}

public sealed class AddressEntryForm
{
    public AddressForm Address { get; set; } = new();

    public bool ForShipping { get; set; }

    public bool ForBilling { get; set; }

    internal static AddressEntryForm From(CustomerAddress entry) => new()
    {
        Address = AddressForm.From(entry.Address),
        ForShipping = entry.ForShipping,
        ForBilling = entry.ForBilling,
    };

    internal IEnumerable<(string Field, string Message)> Mistakes(DeliveryTable delivery) =>
        Address.Mistakes(delivery).Select(mistake => ($"{nameof(Address)}.{mistake.Field}", mistake.Message));
}

/// <param name="Id">Null for a new one.</param>
internal sealed record AddressPage(Guid? Id, AddressEntryForm Form, IReadOnlyList<Country> Countries);
