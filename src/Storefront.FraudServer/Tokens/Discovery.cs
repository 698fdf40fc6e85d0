using Microsoft.IdentityModel.Tokens;
using Storefront.FraudServer.Events;

namespace Storefront.FraudServer.Tokens;

/// <summary>Where standard clients and validators find the endpoint, the issuer and the public keys.</summary>
internal static class Discovery
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var version in new[] { "", "/v2.0" })
            routes.MapGet($"/{{tenant}}{version}/.well-known/openid-configuration", (RequestDelegate)ConfigurationAsync);
        foreach (var version in new[] { "", "/v2.0" })
            routes.MapGet($"/{{tenant}}/discovery{version}/keys", (RequestDelegate)KeysAsync);
    }

    private static Task ConfigurationAsync(HttpContext http)
    {
        var tenant = Credentials.Normal((string)http.Request.RouteValues["tenant"]!);
        if (!http.RequestServices.GetRequiredService<Credentials>().Known.Tenants.Contains(tenant))
            return Wire.ErrorAsync(http, StatusCodes.Status404NotFound, "Not found");

        var own = $"{http.RequestServices.GetRequiredService<OwnAddresses>().Of(http.Request)}/{tenant}";
        return Wire.AnswerAsync(http, StatusCodes.Status200OK, Wire.Object(json =>
        {
            json.WriteString("issuer", http.RequestServices.GetRequiredService<Issuer>().Of(tenant));
            json.WriteString("token_endpoint", $"{own}/oauth2/v2.0/token");
            json.WriteString("authorization_endpoint", $"{own}/oauth2/v2.0/authorize"); // asked for by validators; nobody signs in here
            json.WriteString("jwks_uri", $"{own}/discovery/v2.0/keys");
            Wire.Strings(json, "token_endpoint_auth_methods_supported", ["client_secret_post", "client_secret_basic", "private_key_jwt"]);
            Wire.Strings(json, "token_endpoint_auth_signing_alg_values_supported", ["PS256", "RS256"]);
            Wire.Strings(json, "id_token_signing_alg_values_supported", ["RS256"]);
            Wire.Strings(json, "response_types_supported", ["token"]);
            Wire.Strings(json, "subject_types_supported", ["public"]);
            Wire.Strings(json, "grant_types_supported", ["client_credentials"]);
        }), Wire.JsonUtf8);
    }

    private static Task KeysAsync(HttpContext http)
    {
        var keys = http.RequestServices.GetRequiredService<SigningKeys>().All;
        return Wire.AnswerAsync(http, StatusCodes.Status200OK, Wire.Object(json =>
        {
            json.WriteStartArray("keys");
            foreach (var key in keys)
            {
                var part = key.Rsa.ExportParameters(includePrivateParameters: false);
                json.WriteStartObject();
                json.WriteString("kty", "RSA");
                json.WriteString("use", "sig");
                json.WriteString("alg", "RS256");
                json.WriteString("kid", key.KeyId);
                json.WriteString("n", Base64UrlEncoder.Encode(part.Modulus));
                json.WriteString("e", Base64UrlEncoder.Encode(part.Exponent));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }), Wire.JsonUtf8);
    }
}
