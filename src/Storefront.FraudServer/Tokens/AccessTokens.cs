using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Storefront.FraudServer.Tokens;

/// <summary>Makes the tokens that <see cref="AccessTokenCheck"/> believes.</summary>
internal sealed class AccessTokens(SigningKeys keys, Issuer issuer, TimeProvider time)
{
    /// <summary>What a revocation is told by.</summary>
    public const string StampClaim = "stamp";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public sealed record Times(DateTimeOffset Start, DateTimeOffset End)
    {
        /// <summary>One less than the truth, as Entra says it: a caller who trusts it is never a moment late.</summary>
        public int Seconds => (int)(End - Start).TotalSeconds - 1;
    }

    public (string Token, Times Times) Make(Credential credential)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var times = new Times(now, now + Lifetime);
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["azp"] = credential.ClientId,
            ["appid"] = credential.ClientId, // what v1 tokens call it
            ["oid"] = credential.ClientId,
            ["sub"] = credential.ClientId,
            ["tid"] = credential.Tenant,
            ["roles"] = credential.Roles,
            ["uti"] = Guid.NewGuid().ToString("N"),
            ["ver"] = "2.0",
        };
        if (credential.Stamp is { } stamp)
            claims[StampClaim] = stamp;
        var token = Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer.Of(credential.Tenant),
            Audience = credential.Resource,
            IssuedAt = times.Start.UtcDateTime,
            NotBefore = times.Start.UtcDateTime,
            Expires = times.End.UtcDateTime,
            SigningCredentials = keys.Signing,
            Claims = claims,
        });
        return (token, times);
    }
}
