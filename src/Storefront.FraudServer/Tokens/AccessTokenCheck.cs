using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Storefront.FraudServer.Tokens;

/// <summary>Decides about the Authorization header of a call.</summary>
internal sealed class AccessTokenCheck(SigningKeys keys, Credentials credentials, Issuer issuer, TimeProvider time)
{
    private const int Remembered = 4096;
    private const string Scheme = "Bearer ";
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    // A token is sent with hundreds of calls: its digest stands for a check that passed, until the token ends or the clients change.
    private readonly ConcurrentDictionary<string, Passed> _passed = new(StringComparer.Ordinal);
    private volatile Rules? _rules;

    private sealed record Passed(Credential Credential, DateTimeOffset End, KnownClients Clients);

    private sealed record Rules(TokenValidationParameters Parameters, KnownClients Clients);

    /// <summary>The caller, or what is wrong with its token.</summary>
    public async ValueTask<(Credential? Caller, TokenFault? Fault)> CheckAsync(string? authorization)
    {
        if (string.IsNullOrWhiteSpace(authorization) || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return (null, TokenFault.NotPresent);
        var token = authorization[Scheme.Length..].Trim();
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        var clients = credentials.Known;
        if (_passed.TryGetValue(digest, out var passed) && ReferenceEquals(passed.Clients, clients) && passed.End > time.GetUtcNow())
            return (passed.Credential, null);

        var result = await Handler.ValidateTokenAsync(token, RulesFor(clients));
        if (!result.IsValid)
            return (null, Fault(result.Exception));
        var jwt = (JsonWebToken)result.SecurityToken;
        if (Caller(jwt, clients) is not { } caller)
            return (null, TokenFault.Audience);
        if (caller.Stamp is { } stamp && !(jwt.TryGetPayloadValue<string>(AccessTokens.StampClaim, out var made) && made == stamp))
            return (null, TokenFault.Revoked);
        if (!jwt.Claims.Any(c => c.Type == "roles" && c.Value.Equals(Credentials.EventRole, StringComparison.OrdinalIgnoreCase)))
            return (null, TokenFault.RoleMissing);

        if (_passed.Count >= Remembered)
            _passed.Clear(); // the honest ones are checked once more
        _passed[digest] = new(caller, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero), clients);
        return (caller, null);
    }

    private TokenValidationParameters RulesFor(KnownClients clients)
    {
        if (_rules is { } known && ReferenceEquals(known.Clients, clients))
            return known.Parameters;
        var made = new Rules(new TokenValidationParameters
        {
            ValidIssuers = [.. clients.Tenants.Select(issuer.Of)],
            ValidAudiences = clients.Resources,
            IssuerSigningKeyResolver = (_, _, _, _) => keys.All,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ClockSkew = TimeSpan.Zero, // the clock that made the token is the one that checks it
            LifetimeValidator = (start, end, _, _) => InTime(start, end),
        }, clients);
        _rules = made;
        return made.Parameters;
    }

    private static Credential? Caller(JsonWebToken jwt, KnownClients clients) =>
        jwt.TryGetPayloadValue<string>("tid", out var tenant) && jwt.TryGetPayloadValue<string>("azp", out var client)
        && clients.Find(tenant, client) is { } caller && jwt.Audiences.Contains(caller.Resource, StringComparer.Ordinal)
            ? caller
            : null;

    private bool InTime(DateTime? start, DateTime? end)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (end is null)
            throw new SecurityTokenNoExpirationException();
        if (end <= now)
            throw new SecurityTokenExpiredException { Expires = end.Value };
        return start is null || start <= now;
    }

    private TokenFault Fault(Exception problem) => problem switch
    {
        SecurityTokenExpiredException expired => TokenFault.Expired(expired.Expires, time.GetUtcNow().UtcDateTime),
        SecurityTokenInvalidAudienceException => TokenFault.Audience,
        SecurityTokenInvalidIssuerException => TokenFault.Issuer,
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidAlgorithmException => TokenFault.Signature,
        _ => TokenFault.Invalid,
    };
}
