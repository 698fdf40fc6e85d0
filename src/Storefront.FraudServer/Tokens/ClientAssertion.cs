using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Tokens;

/// <summary>A client's proof by certificate: a JWT it signed for this token endpoint, good once (RFC 7523).</summary>
internal sealed class ClientAssertion(UsedAssertions used, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <param name="assertion">The JWT.</param>
    /// <param name="credential">The client that is said to have made it.</param>
    /// <param name="audiences">What it may have been made for.</param>
    public async Task<TokenProblem?> CheckAsync(string assertion, Credential credential, IReadOnlyCollection<string> audiences)
    {
        if (!Handler.CanReadToken(assertion))
            return TokenProblem.WrongSignature;
        var jwt = Handler.ReadJsonWebToken(assertion);
        if (credential.Certificates.FirstOrDefault(known => (known.Ends is not { } end || end > time.GetUtcNow()) && NamesCertificate(jwt, known.Certificate.RawData)) is not { Certificate: var certificate })
            return TokenProblem.WrongSignature;

        var result = await Handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            IssuerSigningKey = new X509SecurityKey(certificate),
            TryAllIssuerSigningKeys = true, // the certificate was compared above; its key ID is written in several ways
            ValidAlgorithms = [SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSha256],
            ValidateIssuer = false,         // these three are compared below, each with an answer of its own
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (!result.IsValid)
            return TokenProblem.WrongSignature;
        if (!audiences.Any(a => jwt.Audiences.Contains(a, StringComparer.OrdinalIgnoreCase)))
            return TokenProblem.WrongAssertionAudience;
        if (jwt.Issuer != credential.ClientId || jwt.Subject != credential.ClientId)
            return TokenProblem.WrongAssertionSubject;

        var now = time.GetUtcNow().UtcDateTime;
        if (jwt.ValidTo == DateTime.MinValue || jwt.ValidTo + Skew <= now || jwt.ValidFrom - Skew > now || jwt.ValidTo > now + LongestLife)
            return TokenProblem.AssertionOutOfTime;
        return jwt.Id.Length > 0 && await used.ClaimAsync($"{credential.ClientId} {jwt.Id}", jwt.ValidTo + Skew)
            ? null
            : TokenProblem.AssertionUsed;
    }

    // x5t is the SHA-1 of the certificate, x5t#S256 the SHA-256; at least one must be there and right.
    private static bool NamesCertificate(JsonWebToken jwt, byte[] certificate)
    {
        var named = jwt.TryGetHeaderValue<string>("x5t#S256", out var sha256) && sha256 == Base64UrlEncoder.Encode(SHA256.HashData(certificate));
#pragma warning disable CA5350 // x5t is defined as SHA-1; it only names the certificate, the signature proves it
        return named || (jwt.TryGetHeaderValue<string>("x5t", out var sha1) && sha1 == Base64UrlEncoder.Encode(SHA1.HashData(certificate)));
#pragma warning restore CA5350
    }
}
