namespace Storefront.FraudServer.Settings;

/// <summary>The service cannot start; the message is one an operator can act on, without a stack trace.</summary>
internal sealed class StartException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
