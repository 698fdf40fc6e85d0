using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Storefront.FraudServer.Tokens;

/// <summary>Decides about the Authorization header of a call.</summary>
internal sealed class AccessTokenCheck
{
    private const int Remembered = 4096;
    private const string Scheme = "Bearer ";
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly Credentials _credentials;
    private readonly TimeProvider _time;
    private readonly TokenValidationParameters _rules;

    // A token is sent with hundreds of calls: its digest stands for a check that passed, until it ends.
    private readonly ConcurrentDictionary<string, (Credential Credential, DateTimeOffset End)> _passed = new(StringComparer.Ordinal);

    public AccessTokenCheck(SigningKeys keys, Credentials credentials, Issuer issuer, TimeProvider time)
    {
        (_credentials, _time) = (credentials, time);
        _rules = new TokenValidationParameters
        {
            ValidIssuers = [.. credentials.Tenants.Select(issuer.Of)],
            ValidAudiences = credentials.Resources,
            IssuerSigningKeyResolver = (_, _, _, _) => keys.All,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ClockSkew = TimeSpan.Zero, // the clock that made the token is the one that checks it
            LifetimeValidator = (start, end, _, _) => InTime(start, end),
        };
    }

    /// <summary>The caller, or what is wrong with its token.</summary>
    public async ValueTask<(Credential? Caller, TokenFault? Fault)> CheckAsync(string? authorization)
    {
        if (string.IsNullOrWhiteSpace(authorization) || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return (null, TokenFault.NotPresent);
        var token = authorization[Scheme.Length..].Trim();
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (_passed.TryGetValue(digest, out var known) && known.End > _time.GetUtcNow())
            return (known.Credential, null);

        var result = await Handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid)
            return (null, Fault(result.Exception));
        var jwt = (JsonWebToken)result.SecurityToken;
        if (Caller(jwt) is not { } caller)
            return (null, TokenFault.Audience);
        if (!jwt.Claims.Any(c => c.Type == "roles" && c.Value.Equals(Credentials.EventRole, StringComparison.OrdinalIgnoreCase)))
            return (null, TokenFault.RoleMissing);

        if (_passed.Count >= Remembered)
            _passed.Clear(); // the honest ones are checked once more
        _passed[digest] = (caller, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero));
        return (caller, null);
    }

    private Credential? Caller(JsonWebToken jwt) =>
        jwt.TryGetPayloadValue<string>("tid", out var tenant) && jwt.TryGetPayloadValue<string>("azp", out var client)
        && _credentials.Find(tenant, client) is { } caller && jwt.Audiences.Contains(caller.Resource, StringComparer.Ordinal)
            ? caller
            : null;

    private bool InTime(DateTime? start, DateTime? end)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (end is null)
            throw new SecurityTokenNoExpirationException();
        if (end <= now)
            throw new SecurityTokenExpiredException { Expires = end.Value };
        return start is null || start <= now;
    }

    private TokenFault Fault(Exception problem) => problem switch
    {
        SecurityTokenExpiredException expired => TokenFault.Expired(expired.Expires, _time.GetUtcNow().UtcDateTime),
        SecurityTokenInvalidAudienceException => TokenFault.Audience,
        SecurityTokenInvalidIssuerException => TokenFault.Issuer,
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidAlgorithmException => TokenFault.Signature,
        _ => TokenFault.Invalid,
    };
}
