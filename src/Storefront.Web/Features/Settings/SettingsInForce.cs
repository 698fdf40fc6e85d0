using Storefront.Web.Fraud;
using Storefront.Web.Hosting.Settings;

namespace Storefront.Web.Features.Settings;

/// <summary>One version of the settings with what was made of it. It is replaced as a whole, never changed.</summary>
/// <param name="Version">0: nothing was ever saved, the shop's files alone count.</param>
/// <param name="Values">The values.</param>
/// <param name="Fraud">The connection made of them.</param>
/// <param name="Retention">How long things are remembered.</param>
internal sealed record SettingsInForce(int Version, FraudSettings Values, FraudConnection Fraud, RetentionOptions Retention);
