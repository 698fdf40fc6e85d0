using System.Text.Json;

namespace Storefront.FraudServer.Rules.Outside;

/// <summary>What fingerprinting saw of one session.</summary>
/// <param name="Common">The names <c>Device.GetAttributes</c> shows.</param>
/// <param name="SpeedOfTravel">Miles per hour between the last sessions of the same device; 0 when unknown.</param>
internal sealed record DeviceSession(JsonElement Attributes, IReadOnlyList<string> Common, double SpeedOfTravel);
