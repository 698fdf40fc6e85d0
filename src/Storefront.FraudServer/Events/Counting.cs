using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Velocities;

namespace Storefront.FraudServer.Events;

/// <summary>Works out what an answered event adds to the velocities; what tells of a purchase is counted with that purchase beside it.</summary>
internal sealed partial class Counting(ActiveRules rules, Standing standing, ILogger<Counting> log)
{
    public IReadOnlyList<VelocityUpdate> Of(
        EventKind kind, JsonObject body, Ruling? ruling, MerchantEnvironment environment, DateTimeOffset at, string correlationId)
    {
        if (!rules.CountsVelocities)
            return [];
        try
        {
            return rules.VelocityUpdates(Event(kind, body, ruling, environment, at, correlationId), environment);
        }
#pragma warning disable CA1031 // a velocity that cannot be worked out counts nothing; the event is kept and answered
        catch (Exception e)
#pragma warning restore CA1031
        {
            NotCounted(log, correlationId, e);
            return [];
        }
    }

    /// <summary>The event as velocities see it.</summary>
    public VelocityEvent Event(EventKind kind, JsonObject body, Ruling? ruling, MerchantEnvironment environment, DateTimeOffset at, string correlationId) => new()
    {
        Types = kind.CountsAs,
        Body = JsonSerializer.SerializeToElement(body),
        At = at,
        Primary = Purchase(kind, body, environment),
        Ruling = ruling,
        CorrelationId = correlationId,
    };

    [LoggerMessage(LogLevel.Error, "The velocities of the call {CorrelationId} could not be worked out; it counts for none.")]
    private static partial void NotCounted(ILogger log, string correlationId, Exception exception);

    private JsonElement? Purchase(EventKind kind, JsonObject body, MerchantEnvironment environment) =>
        kind != EventKind.Purchase && ObjectKind.Text(body, "purchaseId") is { } id && standing.Find(environment.Id, ObjectKind.Purchase, id) is { } purchase
            ? JsonSerializer.SerializeToElement(purchase.State)
            : null;
}
