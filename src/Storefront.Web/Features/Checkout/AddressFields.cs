using Storefront.Web.Features.Pricing;

namespace Storefront.Web.Features.Checkout;

/// <summary>The fields of one address: <c>Shipping</c> or <c>Billing</c>.</summary>
internal sealed record AddressFields(string Prefix, AddressForm Form, IReadOnlyList<Country> Countries);
