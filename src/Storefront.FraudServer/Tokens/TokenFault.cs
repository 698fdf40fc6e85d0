using System.Globalization;

namespace Storefront.FraudServer.Tokens;

/// <summary>Why a call was answered 401, in the words of the gateway that stood before the hosted service.</summary>
internal sealed record TokenFault(string Reason, string Message)
{
    public static TokenFault NotPresent { get; } = new("TokenNotPresent", "JWT not present.");
    public static TokenFault Invalid { get; } = new("JwtInvalid", "The token is not a valid JWT.");
    public static TokenFault Signature { get; } = new("TokenSignatureInvalid", "IDX10503: Signature validation failed. The token's signature is not of a known key.");
    public static TokenFault Audience { get; } = new("TokenAudienceNotAllowed", "IDX10214: Audience validation failed. The token is meant for another resource.");
    public static TokenFault Issuer { get; } = new("TokenIssuerNotAllowed", "IDX10205: Issuer validation failed. The token comes from another issuer.");
    public static TokenFault Revoked { get; } = new("TokenRevoked", "The token was made before the client was changed. Get a new one.");
    public static TokenFault RoleMissing { get; } = new("TokenClaimNotFound", $"Required claim 'roles' with value '{Credentials.EventRole}' was not found.");

    public static TokenFault Expired(DateTime end, DateTime now) => new("TokenExpired", string.Create(CultureInfo.InvariantCulture,
        $"IDX10223: Lifetime validation failed. The token is expired. ValidTo: '{end:MM/dd/yyyy HH:mm:ss}', Current time: '{now:MM/dd/yyyy HH:mm:ss}'."));
}
