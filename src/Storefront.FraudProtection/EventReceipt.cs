namespace Storefront.FraudProtection;

/// <summary>What Fraud Protection answered to an event it was told about. Nothing needs to be done with it.</summary>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="Answer">The answer's text, empty if there was none.</param>
public sealed record EventReceipt(int StatusCode, string Answer);
