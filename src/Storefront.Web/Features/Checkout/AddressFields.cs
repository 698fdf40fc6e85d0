using Storefront.Web.Features.Pricing;

namespace Storefront.Web.Features.Checkout;

/// <summary>The fields of one address: <c>Shipping</c> or <c>Billing</c> of a checkout, or one of the address book.</summary>
internal sealed record AddressFields(string Prefix, AddressForm Form, IReadOnlyList<Country> Countries)
{
    /// <summary>What browsers keep two addresses of one form apart by.</summary>
    public string Section => Prefix is "Shipping" or "Billing" ? Prefix.ToLowerInvariant() + " " : "";
}
