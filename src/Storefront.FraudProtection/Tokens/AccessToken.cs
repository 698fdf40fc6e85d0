namespace Storefront.FraudProtection.Tokens;

/// <summary>A token and its times.</summary>
internal sealed class AccessToken(string value, DateTimeOffset refreshAt, DateTimeOffset usableUntil)
{
    public string Value { get; } = value;

    /// <summary>From here on a new one is fetched in the background while this one is still used.</summary>
    public DateTimeOffset RefreshAt { get; set; } = refreshAt;

    public DateTimeOffset UsableUntil { get; } = usableUntil;

    /// <summary>Refreshed after about three quarters of its life, not at the same moment in every process; given up a little before its end.</summary>
    public static AccessToken Issued(string value, DateTimeOffset now, DateTimeOffset expires)
    {
        var life = expires - now;
        var reserve = life * 0.1 < TimeSpan.FromSeconds(30) ? life * 0.1 : TimeSpan.FromSeconds(30);
        return new AccessToken(value, now + (life * (0.7 + (Random.Shared.NextDouble() * 0.1))), expires - reserve);
    }
}
