namespace Storefront.Conformance.Checks;

/// <summary>events.md section 3: the token endpoint as Azure AD has it.</summary>
internal static class TokenChecks
{
    private const string Area = "events.md 3, token";

    public static IEnumerable<Check> All =>
    [
        new(Area, "v2, secret in the form: a bearer token", async wire =>
            Token(await wire.AskTokenAsync("oauth2/v2.0/token", wire.Credential().Append(("scope", wire.Target.Resource + "/.default"))))),
        new(Area, "v1, resource in place of the scope", async wire =>
            Token(await wire.AskTokenAsync("oauth2/token", wire.Credential().Append(("resource", wire.Target.Resource))))),
        new(Area, "v2, credential in the Basic header", async wire =>
            Token(await wire.AskTokenAsync("oauth2/v2.0/token", [("grant_type", "client_credentials"), ("scope", wire.Target.Resource + "/.default")], basic: true))),
        new(Area, "a wrong secret is invalid_client", async wire =>
            Refused(401, "invalid_client", await wire.AskTokenAsync("oauth2/v2.0/token",
                [("grant_type", "client_credentials"), ("client_id", wire.Target.ClientId), ("client_secret", "not the secret"), ("scope", wire.Target.Resource + "/.default")]))),
        new(Area, "a scope that is no resource's default is invalid_scope", async wire =>
            Refused(400, "invalid_scope", await wire.AskTokenAsync("oauth2/v2.0/token", wire.Credential().Append(("scope", wire.Target.Resource + "/read"))))),
        new(Area, "the discovery document names issuer, token endpoint and keys", async wire =>
        {
            var answer = await wire.GetAuthorityAsync("v2.0/.well-known/openid-configuration");
            Expect.Status(200, answer);
            foreach (var member in new[] { "issuer", "token_endpoint", "jwks_uri" })
                Expect.True(Uri.TryCreate((string?)answer.Json?[member], UriKind.Absolute, out _), $"{member} is no address: {answer}");
        }),
    ];

    private static void Token(Answer answer)
    {
        Expect.Status(200, answer);
        var documented = Examples.Contract.Read("token.response.json");
        if (answer.Json?["expires_in"]?.GetValueKind() == System.Text.Json.JsonValueKind.String) // version 1 writes numbers as text
            documented["expires_in"] = documented["ext_expires_in"] = "3599";
        Expect.Shape(documented, answer.Json, "token_type expires_in access_token");
        Expect.True((string?)answer.Json!["token_type"] == "Bearer", $"token_type is {answer.Json["token_type"]}");
    }

    private static void Refused(int status, string error, Answer answer)
    {
        Expect.Status(status, answer);
        Expect.Shape(Examples.Contract.Read("error-token-invalid-client.json"), answer.Json, "error error_description");
        Expect.True((string?)answer.Json!["error"] == error, $"error is {answer.Json["error"]}, not {error}");
    }
}
