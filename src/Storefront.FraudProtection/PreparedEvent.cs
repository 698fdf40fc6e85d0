namespace Storefront.FraudProtection;

/// <summary>An event ready to be sent, now or later: store its four strings and send them as often as it takes, each time byte for byte the same.</summary>
/// <remarks>The body holds personal data; the printed form does not.</remarks>
/// <param name="Event">Name of the event, for example <c>BankEvent</c>.</param>
/// <param name="Path">Where it is sent, below the service's address.</param>
/// <param name="CorrelationId">Ties together the calls about one purchase.</param>
/// <param name="Body">The JSON text.</param>
public sealed record PreparedEvent(string Event, string Path, string CorrelationId, string Body)
{
    /// <summary>Name and correlation ID.</summary>
    public override string ToString() => $"{Event} {CorrelationId}";
}
