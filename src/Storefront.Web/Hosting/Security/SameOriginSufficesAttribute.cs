namespace Storefront.Web.Hosting.Security;

/// <summary>
/// For a form that is given out before there is a cookie: with several products open in tabs, the first "Add to cart" brings the
/// cookie and the other tabs still hold forms without a token. A browser that says the post comes from our own pages is believed;
/// whoever says nothing needs the token.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SameOriginSufficesAttribute : Attribute;
